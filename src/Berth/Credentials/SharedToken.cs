using Berth.Registries;

namespace Berth.Credentials;

/// <summary>One registry's token, for all who ask.</summary>
internal sealed class SharedToken(Func<CancellationToken, Task<RegistryCredentials>> fetch, TimeProvider time)
{
    /// <summary>How long a stale token is given out before a new one is asked for again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private RegistryCredentials? held;
    private DateTimeOffset freshUntil;
    private Task<RegistryCredentials>? fetching;

    public async Task<RegistryCredentials> GetAsync(CancellationToken cancellationToken)
    {
        Task<RegistryCredentials> pending;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (held is not null && now < freshUntil && held.HoldAt(now))
            {
                return held;
            }

            // Not the caller's token: the fetch is for everyone who waits.
            pending = fetching ??= FetchAsync();
        }

        try
        {
            return await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (EcrException)
        {
            lock (gate)
            {
                if (held is not null && held.HoldAt(time.GetUtcNow()))
                {
                    return held;
                }
            }

            throw;
        }
    }

    private async Task<RegistryCredentials> FetchAsync()
    {
        // Leaves the caller's lock before anything is called.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var fetched = await fetch(CancellationToken.None).ConfigureAwait(false);
            lock (gate)
            {
                var now = time.GetUtcNow();
                held = fetched;
                freshUntil = fetched.ExpiresAt is { } end ? now + ((end - now) / 2) : DateTimeOffset.MaxValue;
                fetching = null;
            }

            return fetched;
        }
        catch
        {
            lock (gate)
            {
                freshUntil = time.GetUtcNow() + RetryAfter;
                fetching = null;
            }

            throw;
        }
    }
}
