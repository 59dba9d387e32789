using System.Reflection;
using Xunit.v3;

namespace Berth.TestSupport.Running;

/// <summary>Gives every asynchronous test the timeout <see cref="Limits.Hang"/>, unless it sets its own: a test that hangs fails by name.</summary>
public sealed class BoundedTestFramework : XunitTestFramework
{
    /// <inheritdoc/>
    protected override ITestFrameworkDiscoverer CreateDiscoverer(Assembly assembly) =>
        new BoundedDiscoverer(new XunitTestAssembly(assembly, configFilePath: null, assemblyName: null));
}
