using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>When the session of a role is refreshed.</summary>
internal static class SessionRefresh
{
    /// <summary>In the background after three quarters to seven eighths of its life, spread so that many processes do not refresh together.</summary>
    public static ExpiringOptions Options(TimeSpan fetchLimit) => new()
    {
        FetchLimit = fetchLimit,
        RefreshAfter = 0.875,
        Jitter = 0.125,

        // A call that is signed later than this would arrive too late.
        Margin = TimeSpan.FromSeconds(10),
    };
}
