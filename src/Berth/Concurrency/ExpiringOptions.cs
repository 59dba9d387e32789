namespace Berth.Concurrency;

/// <summary>How a value is kept and refreshed.</summary>
internal sealed record ExpiringOptions
{
    /// <summary>Gets the time after which a fetch is abandoned. Default 30 seconds.</summary>
    public TimeSpan FetchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the part of the value's life after which it is refreshed, from 0 to 1. Default a half.</summary>
    public double RefreshAfter { get; init; } = 0.5;

    /// <summary>Gets the part of the value's life by which the refresh is spread, always to earlier times. Default 0.</summary>
    public double Jitter { get; init; }

    /// <summary>Gets the time before its expiration from which a value is not returned. Default 0.</summary>
    public TimeSpan Margin { get; init; }

    /// <summary>Gets how long after the start of a refresh callers wait for it while the current value is still valid. Default 0: they do not.</summary>
    public TimeSpan RefreshWait { get; init; }

    /// <summary>Gets the time from a failed refresh to the next. Default 30 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);
}
