using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Access.Enforcement;

/// <summary>The log messages of access control.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(60, LogLevel.Warning, "{Warning}")]
    public static partial void PolicyWarning(this ILogger logger, string warning);
}
