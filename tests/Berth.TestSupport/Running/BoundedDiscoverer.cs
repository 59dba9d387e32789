using Xunit.Sdk;
using Xunit.v3;

namespace Berth.TestSupport.Running;

/// <summary>Discovers tests as xunit does, and sets the timeout of the asynchronous ones. xunit supports no timeout for the others.</summary>
internal sealed class BoundedDiscoverer(IXunitTestAssembly assembly) : XunitTestFrameworkDiscoverer(assembly)
{
    protected override ValueTask<bool> FindTestsForMethod(
        IXunitTestMethod testMethod, ITestFrameworkDiscoveryOptions discoveryOptions, Func<ITestCase, ValueTask<bool>> discoveryCallback)
    {
        if (IsAsynchronous(testMethod.ReturnType))
        {
            foreach (var fact in testMethod.FactAttributes.OfType<FactAttribute>().Where(fact => fact.Timeout == 0))
            {
                fact.Timeout = (int)Limits.Hang.TotalMilliseconds;
            }
        }

        return base.FindTestsForMethod(testMethod, discoveryOptions, discoveryCallback);
    }

    private static bool IsAsynchronous(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask);
}
