namespace Berth.Aws.Sessions;

/// <summary>
/// One session for all who call with the same role. The first asker opens it and the others wait for the same call; well before its end it
/// is renewed while callers go on with the old one, which also serves when renewing fails, for as long as it holds.
/// </summary>
internal sealed class SharedSession(Func<CancellationToken, Task<Session>> open, TimeProvider time)
{
    /// <summary>A session that ends this soon is not given out: a call that it signs would arrive too late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Session? session;
    private DateTimeOffset renewAt;
    private Task<Session>? opening;

    public Task<Session> GetAsync(CancellationToken cancellationToken)
    {
        Task<Session> pending;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var holds = session is not null && now < session.EndsAt - Margin;
            if (holds && now < renewAt)
            {
                return Task.FromResult(session!);
            }

            // Not the caller's token: the call is for everyone who waits, and outlives the one who began it.
            pending = opening ??= OpenAsync();
            if (holds)
            {
                _ = pending.ContinueWith(
                    static failed => _ = failed.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return Task.FromResult(session!);
            }
        }

        return pending.WaitAsync(cancellationToken);
    }

    private async Task<Session> OpenAsync()
    {
        // Leaves the lock of the caller before anything is called.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var opened = await open(CancellationToken.None).ConfigureAwait(false);
            lock (gate)
            {
                session = opened;
                renewAt = RenewalOf(opened);
                opening = null;
            }

            return opened;
        }
        catch
        {
            lock (gate)
            {
                renewAt = time.GetUtcNow() + RetryAfter;
                opening = null;
            }

            throw;
        }
    }

    /// <summary>Between an eighth and a quarter of its life before the end, so that many processes that began together do not renew together.</summary>
    private DateTimeOffset RenewalOf(Session opened)
    {
        var life = opened.EndsAt - time.GetUtcNow();
#pragma warning disable CA5394 // Spreading load is no secret.
        return opened.EndsAt - (life * (0.125 + (Random.Shared.NextDouble() * 0.125)));
#pragma warning restore CA5394
    }
}
