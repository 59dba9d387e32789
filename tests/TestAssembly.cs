using Berth.TestSupport.Running;

// Compiled into every test project: each of its tests has a time limit.
[assembly: TestFramework(typeof(BoundedTestFramework))]
[assembly: HangWatch]
