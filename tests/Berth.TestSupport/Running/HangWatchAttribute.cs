using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

namespace Berth.TestSupport.Running;

/// <summary>
/// Ends the process, with the test's name, if a test runs for twice <see cref="Limits.Hang"/>. Nothing else can end a test that blocks its thread.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class HangWatchAttribute : BeforeAfterTestAttribute
{
    private const int ExitCode = 70;

    private static readonly ConcurrentDictionary<string, Timer> Watches = new();

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Watches[test.UniqueID] = new Timer(_ => End(test.TestDisplayName), null, 2 * Limits.Hang, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Watches.TryRemove(test.UniqueID, out var watch))
        {
            watch.Dispose();
        }
    }

    private static void End(string test)
    {
        Console.Error.WriteLine($"{test} hangs: it did not end within {2 * Limits.Hang}; the test process ends");
        Environment.Exit(ExitCode);
    }
}
