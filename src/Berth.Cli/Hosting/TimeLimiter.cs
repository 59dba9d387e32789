using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>Ends work in time, whether or not the work observes its cancellation token.</summary>
internal static class TimeLimiter
{
    // How long cancelled work may take to release what it holds, such as the lock of a data directory.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs work.</summary>
    /// <param name="work">The work. Its token is cancelled at the limit and when the caller cancels.</param>
    /// <param name="limit">The limit, or <see langword="null"/> for none.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The result of the work.</returns>
    /// <exception cref="TimeLimitException">The work did not end within the limit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan? limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, time);
        var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var running = Task.Run(() => work(linked.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            await Task.WhenAny(running, Task.Delay(Grace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
            if (running.IsCompletedSuccessfully)
            {
                return await running.ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeLimitException(limit ?? TimeSpan.Zero);
        }
        finally
        {
            // Work that was abandoned may still use the token.
            if (running.IsCompleted)
            {
                linked.Dispose();
            }
        }
    }
}
