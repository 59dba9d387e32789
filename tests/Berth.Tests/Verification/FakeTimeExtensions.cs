using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

internal static class FakeTimeExtensions
{
    /// <summary>Advances the clock in small steps until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> work)
    {
        for (var step = 0; !work.IsCompleted && step < 100_000; step++)
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await work;
    }
}
