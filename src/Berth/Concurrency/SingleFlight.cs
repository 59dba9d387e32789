namespace Berth.Concurrency;

/// <summary>Lets concurrent callers of the same work share one run of it. Thread safe.</summary>
/// <remarks>
/// A caller's cancellation ends its own wait; the run is cancelled when its last caller has left. A run that exceeds the limit is cancelled
/// and abandoned, even if it ignores its cancellation: its starter gets a <see cref="TimeoutException"/>, and a caller that joined it
/// later joins or starts the replacement, once. An exception reaches only callers that waited for that run.
/// </remarks>
/// <param name="limit">The time after which a run is abandoned; <see cref="Timeout.InfiniteTimeSpan"/> if the work has its own limit.</param>
/// <param name="time">The clock of the limit.</param>
/// <param name="comparer">Compares keys; <see langword="null"/> for the default.</param>
internal sealed class SingleFlight<TKey, T>(TimeSpan limit, TimeProvider time, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, SharedRun<T>> runs = new(comparer);
    private readonly Lock gate = new();

    /// <summary>Gets the number of runs that callers can join.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return runs.Count;
            }
        }
    }

    /// <summary>Joins the run of a key, or starts it.</summary>
    /// <param name="key">Everything that makes the result differ.</param>
    /// <param name="work">The work. Its token is cancelled at the limit and when the last caller has left.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>The result.</returns>
    /// <exception cref="TimeoutException">The run exceeded the limit.</exception>
    public async ValueTask<SharedResult<T>> RunAsync(TKey key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var mayRejoin = true; ; mayRejoin = false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var run = Enter(key, out var starts);
            try
            {
                if (starts)
                {
                    _ = ExecuteAsync(key, run, work);
                }

                run.StartLimit(limit, time, () => Abandon(key, run));
                var value = await run.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
                return new SharedResult<T>(value, run.Claim());
            }
            catch (TimeoutException) when (run.IsAbandoned && !starts && mayRejoin)
            {
                // The run was started before this caller came: the caller has not had a whole limit yet.
            }
            finally
            {
                Leave(key, run);
            }
        }
    }

    private SharedRun<T> Enter(TKey key, out bool starts)
    {
        lock (gate)
        {
            starts = !runs.TryGetValue(key, out var run);
            run ??= runs[key] = new SharedRun<T>();
            run.Waiters++;
            return run;
        }
    }

    private async Task ExecuteAsync(TKey key, SharedRun<T> run, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            var result = await work(run.Cancellation).ConfigureAwait(false);
            Remove(key, run);
            run.Complete(result);
        }
        catch (Exception exception)
        {
            Remove(key, run);
            run.Fail(exception);
        }
    }

    private void Abandon(TKey key, SharedRun<T> run)
    {
        // Removed before the waiters go on, so that a caller that joins again finds the replacement.
        Remove(key, run);
        run.Abandon(new TimeoutException($"the shared call did not end within {limit}"));
    }

    private void Leave(TKey key, SharedRun<T> run)
    {
        lock (gate)
        {
            if (--run.Waiters > 0 || run.Result.IsCompleted)
            {
                return;
            }

            // Later callers start anew: this run may stop anywhere.
            RemoveLocked(key, run);
        }

        run.Cancel();
    }

    private void Remove(TKey key, SharedRun<T> run)
    {
        lock (gate)
        {
            RemoveLocked(key, run);
        }
    }

    private void RemoveLocked(TKey key, SharedRun<T> run)
    {
        if (runs.TryGetValue(key, out var current) && ReferenceEquals(current, run))
        {
            runs.Remove(key);
        }
    }
}
