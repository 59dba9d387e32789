using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Diagnostics;

/// <summary>Everything that Berth logs about preparations and changes. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Repository {Repository} in {Registry}: {Operation} was {Outcome} for {CauseKind} {Cause} as {Principal} (request {RequestId}); before: {Before}; after: {After}")]
    public static partial void Change(
        ILogger logger, string repository, string registry, string operation, string outcome, string causeKind, string cause, string principal, string? requestId, string? before, string? after);

    [LoggerMessage(2, LogLevel.Warning, "Repository {Repository} in region {Region}: setting {Setting} was left {Outcome} by {Operation} with code {Code}: {Detail}")]
    public static partial void SettingLeft(
        ILogger logger, string repository, string? region, string setting, string outcome, string? operation, string? code, string detail);

    [LoggerMessage(3, LogLevel.Warning, "Repository {Repository} in region {Region}: ECR could not be asked, {Operation} ended with code {Code}; older knowledge carries the deployment")]
    public static partial void Outage(ILogger logger, string repository, string region, string operation, string? code);

    [LoggerMessage(4, LogLevel.Error, "Repository {Repository} in region {Region}: the deployment was not prepared, {Operation} ended with {Kind}, code {Code}, request {RequestId}")]
    public static partial void Failed(ILogger logger, string repository, string region, string operation, string kind, string? code, string? requestId);

    [LoggerMessage(5, LogLevel.Information, "Repository {Repository} in {Registry} was created for {Image}")]
    public static partial void Created(ILogger logger, string repository, string registry, string image);
}
