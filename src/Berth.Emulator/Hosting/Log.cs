using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Hosting;

/// <summary>The log messages of the emulator.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The emulator listens on {Endpoint}")]
    public static partial void Listening(this ILogger logger, Uri endpoint);

    [LoggerMessage(2, LogLevel.Error, "A change could not be stored; nothing of it is visible")]
    public static partial void StorageFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed because of a defect in the emulator")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(4, LogLevel.Debug, "{Method} {Path} was cancelled by its client")]
    public static partial void RequestAborted(this ILogger logger, string method, string path);
}
