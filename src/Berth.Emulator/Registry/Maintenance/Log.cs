using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Registry.Maintenance;

/// <summary>Log messages of background jobs.</summary>
internal static partial class Log
{
    [LoggerMessage(210, LogLevel.Error, "Lifecycle policies or garbage collection failed; they run again in a minute")]
    public static partial void JobFailed(this ILogger logger, Exception exception);
}
