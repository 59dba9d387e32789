using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Diagnostics;

/// <summary>The log messages of Berth. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Repository {Repository} in {Registry}: {Operation} was {Outcome} for {CauseKind} {Cause} as {Principal} (request {RequestId}); before: {Before}; after: {After}")]
    public static partial void Change(
        ILogger logger, string repository, string registry, string operation, string outcome, string causeKind, string cause, string principal, string? requestId, string? before, string? after);

    [LoggerMessage(2, LogLevel.Warning, "Repository {Repository} in region {Region}: setting {Setting} was not applied, the outcome is {Outcome} by {Operation} with code {Code}: {Detail}")]
    public static partial void SettingNotApplied(
        ILogger logger, string repository, string? region, string setting, string outcome, string? operation, string? code, string detail);

    [LoggerMessage(3, LogLevel.Warning, "Repository {Repository} in region {Region}: ECR could not be reached, {Operation} ended with code {Code}; a stale cache entry was used")]
    public static partial void Outage(ILogger logger, string repository, string region, string operation, string? code);

    [LoggerMessage(4, LogLevel.Error, "Repository {Repository} in region {Region}: the deployment was not prepared, {Operation} ended with {Kind}, code {Code}, request {RequestId}")]
    public static partial void Failed(ILogger logger, string repository, string region, string operation, string kind, string? code, string? requestId);

    [LoggerMessage(5, LogLevel.Information, "Repository {Repository} in {Registry} was created for {Image}")]
    public static partial void Created(ILogger logger, string repository, string registry, string image);

    [LoggerMessage(6, LogLevel.Warning, "The change recorder {Recorder} failed for {Operation} of repository {Repository}: {Reason}; the deployment continues without this record")]
    public static partial void RecorderFailed(
        ILogger logger, Exception exception, string recorder, string operation, string repository, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The repository state cache {Cache} failed in {Operation}: {Reason}; ECR is called instead")]
    public static partial void CacheFailed(ILogger logger, Exception exception, string cache, string operation, string reason);
}
