using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

internal static class FakeTimeExtensions
{
    /// <summary>Advances the clock in small steps, each time that the work can only wait, until the work is done.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider time, Task<T> work)
    {
        await TimePump.RunAsync(work, () => time.Advance(TimeSpan.FromMilliseconds(100)));
        return await work;
    }
}
