namespace Berth.Aws.Tests;

/// <summary>Waits for a condition that another thread or process fulfils.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }
}
