using Berth.Names;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>Log messages of lifecycle policies.</summary>
internal static partial class Log
{
    [LoggerMessage(
        200, LogLevel.Information, "The lifecycle policy of {Repository} expired {Expired} images and archived {Archived}; {Failed} are referenced by an index")]
    public static partial void PolicyRan(this ILogger logger, RepositoryName repository, int expired, int archived, int failed);

    [LoggerMessage(201, LogLevel.Error, "The lifecycle policy of {Repository} had no effect: its changes could not be stored")]
    public static partial void PolicyFailed(this ILogger logger, Exception exception, RepositoryName repository);
}
