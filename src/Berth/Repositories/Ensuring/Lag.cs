namespace Berth.Repositories.Ensuring;

/// <summary>How long to wait for ECR's reads to catch up with a creation: 100 ms, doubled four times, 3.1 s in all.</summary>
/// <seealso href="https://github.com/aws/aws-cli/issues/2675"/>
internal static class Lag
{
    private const int Attempts = 5;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    /// <summary>Repeats a call while its result does not show a repository that is known to exist.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> call, Func<T, bool> lags, Deadline deadline)
    {
        var delay = First;
        for (var attempt = 0; ; attempt++)
        {
            var result = await call().ConfigureAwait(false);
            if (attempt == Attempts || !lags(result))
            {
                return result;
            }

            await Task.Delay(delay, deadline.Time, deadline.Token).ConfigureAwait(false);
            delay *= 2;
        }
    }
}
