using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Registry.Images;

/// <summary>The log messages about manifests. ECR's refusal does not name the reason, so the log does.</summary>
internal static partial class ManifestLog
{
    [LoggerMessage(61, LogLevel.Warning, "A manifest was refused for the repository {Repository}: {Reason}")]
    public static partial void ManifestRefused(this ILogger logger, string repository, string reason);
}
