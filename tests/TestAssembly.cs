using Berth.TestSupport.Running;

// Compiled into every test project: each of its tests has a time limit.
[assembly: TestFramework(typeof(BoundedTestFramework))]
[assembly: HangWatch]

namespace Berth.TestSupport.Time
{
    /// <summary>
    /// The tests that run on virtual time. No other test runs beside them: time advances when no thread of the pool executes anything.
    /// </summary>
    [CollectionDefinition(nameof(VirtualTimeTests), DisableParallelization = true)]
    public sealed class VirtualTimeTests;
}
