namespace Berth.Concurrency;

/// <summary>Keeps one value for its life: concurrent callers share a fetch, and a value that is still valid is served while its refresh fails or stalls. Thread safe.</summary>
/// <param name="fetch">Fetches a value.</param>
/// <param name="options">How the value is kept and refreshed.</param>
/// <param name="time">The clock of expiry and limits.</param>
/// <param name="random">Gives the jitter, from 0 to 1; <see langword="null"/> for a random number.</param>
internal sealed class Expiring<T>(Func<CancellationToken, Task<ExpiringValue<T>>> fetch, ExpiringOptions options, TimeProvider time, Func<double>? random = null)
{
    private readonly SingleFlight<long, T> fetches = new(options.FetchLimit, time);
    private readonly Lock gate = new();
    private volatile Entry? entry;
    private long generation;

    /// <summary>Gets the value, from memory or from a fetch that concurrent callers share.</summary>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>A value that is valid, or the value of the fetch that the caller waited for.</returns>
    /// <exception cref="TimeoutException">No valid value is kept and the fetch exceeded its limit. Other exceptions of the fetch are thrown as they are.</exception>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var current = entry;
        return current is null || now >= current.ServeUntil
            ? FetchAsync(cancellationToken)
            : now < current.RefreshAt ? ValueTask.FromResult(current.Value) : RefreshAsync(current, now, cancellationToken);
    }

    /// <summary>Drops a value that was rejected. If it is the current one, the result of a running fetch goes to its waiters and is not kept.</summary>
    /// <param name="value">The rejected value.</param>
    /// <returns>Whether it was the current value.</returns>
    public bool Invalidate(T value)
    {
        lock (gate)
        {
            if (entry is not { } current || !EqualityComparer<T>.Default.Equals(current.Value, value))
            {
                return false;
            }

            Drop();
            return true;
        }
    }

    /// <summary>Drops the current value. The result of a running fetch goes to its waiters and is not kept.</summary>
    public void Invalidate()
    {
        lock (gate)
        {
            Drop();
        }
    }

    private void Drop()
    {
        entry = null;
        generation++;
    }

    private async ValueTask<T> FetchAsync(CancellationToken cancellationToken)
    {
        var key = Volatile.Read(ref generation);
        return (await fetches.RunAsync(key, cancellation => FetchAndKeepAsync(key, cancellation), cancellationToken).ConfigureAwait(false)).Value;
    }

    private async ValueTask<T> RefreshAsync(Entry current, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var refresh = RefreshOf(current, now);
        var wait = current.RefreshStartedAt + options.RefreshWait - now;
        if (!refresh.IsCompleted && wait > TimeSpan.Zero)
        {
            try
            {
                await refresh.WaitAsync(wait, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The refresh stalls; the current value is still valid.
            }
        }

        return entry is { } latest && time.GetUtcNow() < latest.ServeUntil
            ? latest.Value
            : await FetchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Joins or starts the refresh of an entry. It belongs to this instance and ends by its limit, not with a caller.</summary>
    private Task RefreshOf(Entry current, DateTimeOffset now)
    {
        TaskCompletionSource started;
        lock (gate)
        {
            if (current.Refresh is { } running)
            {
                return running;
            }

            current.RefreshStartedAt = now;
            started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            current.Refresh = started.Task;
        }

        _ = RunRefreshAsync(current, started);
        return started.Task;
    }

    private async Task RunRefreshAsync(Entry current, TaskCompletionSource refreshed)
    {
        try
        {
            await FetchAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The current value is served until the next attempt, which a caller sees once the value has expired.
            lock (gate)
            {
                if (ReferenceEquals(entry, current))
                {
                    entry = new Entry(current.Value, time.GetUtcNow() + options.RetryAfter, current.ServeUntil);
                }
            }
        }
        finally
        {
            refreshed.SetResult();
        }
    }

    private async Task<T> FetchAndKeepAsync(long key, CancellationToken cancellationToken)
    {
        var fetched = await fetch(cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            // A result after an invalidation, or of an abandoned fetch, is not kept.
            if (generation == key && !cancellationToken.IsCancellationRequested)
            {
                var now = time.GetUtcNow();
                entry = new Entry(fetched.Value, RefreshTime(now, fetched.ExpiresAt), Earlier(fetched.ExpiresAt, options.Margin));
            }
        }

        return fetched.Value;
    }

    private DateTimeOffset RefreshTime(DateTimeOffset now, DateTimeOffset expiresAt)
    {
        if (expiresAt <= now || expiresAt == DateTimeOffset.MaxValue)
        {
            return expiresAt;
        }

#pragma warning disable CA5394 // Spreading load needs no secure random number.
        var part = options.RefreshAfter - (options.Jitter * (random?.Invoke() ?? Random.Shared.NextDouble()));
#pragma warning restore CA5394
        return now + ((expiresAt - now) * Math.Clamp(part, 0, 1));
    }

    private static DateTimeOffset Earlier(DateTimeOffset end, TimeSpan margin) =>
        end == DateTimeOffset.MaxValue || end - DateTimeOffset.MinValue <= margin ? end : end - margin;

    /// <summary>The current value. Its refresh is set once, under the lock.</summary>
    private sealed class Entry(T value, DateTimeOffset refreshAt, DateTimeOffset serveUntil)
    {
        public T Value => value;

        public DateTimeOffset RefreshAt => refreshAt;

        public DateTimeOffset ServeUntil => serveUntil;

        public DateTimeOffset RefreshStartedAt { get; set; }

        public Task? Refresh { get; set; }
    }
}
