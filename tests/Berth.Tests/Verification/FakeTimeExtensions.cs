using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

internal static class FakeTimeExtensions
{
    /// <summary>Advances the clock in small steps until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> work)
    {
        for (var step = 0; !work.IsCompleted && step < 100_000; step++)
        {
            // Whatever can run does so first, or a busy machine would let minutes pass between two steps of the work.
            for (var turn = 0; turn < 100 && !work.IsCompleted; turn++)
            {
                await Task.WhenAny(work, Task.Delay(1));
                if (ThreadPool.PendingWorkItemCount == 0)
                {
                    break;
                }
            }

            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await work;
    }
}
