using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories.Changes;

/// <summary>Creates the records of one preparation's changes and passes them to the recorders.</summary>
internal sealed class ChangeJournal(ChangeRecorders recorders, TimeProvider time, EcrRegistry registry, RepositoryName name, ChangeCause cause)
{
    public ValueTask AppliedAsync(string operation, SettingName? setting, string? before, string? after, CallReceipt receipt) =>
        WriteAsync(operation, setting, before, after, RecordedOutcome.Applied, receipt.RequestId, null);

    public ValueTask FailedAsync(string operation, SettingName? setting, string? before, string? after, Exception failure)
    {
        var error = failure as EcrException;
        return WriteAsync(operation, setting, before, after, IsRefusal(error) ? RecordedOutcome.Refused : RecordedOutcome.Uncertain, error?.RequestId, error);
    }

    /// <summary>Returns whether ECR refused the call, so that nothing was changed.</summary>
    public static bool IsRefusal(EcrException? error) => error?.Kind is
        EcrErrorKind.AccessDenied or EcrErrorKind.InvalidCredentials or EcrErrorKind.RepositoryNotFound or EcrErrorKind.NotFound
        or EcrErrorKind.AlreadyExists or EcrErrorKind.InvalidRequest or EcrErrorKind.QuotaExceeded or EcrErrorKind.Throttled;

    private ValueTask WriteAsync(
        string operation, SettingName? setting, string? before, string? after, RecordedOutcome outcome, string? requestId, EcrException? error) =>
        recorders.IsEmpty
            ? ValueTask.CompletedTask
            : recorders.RecordAsync(new ChangeRecord
            {
                Registry = registry,
                Repository = name,
                Operation = operation,
                Setting = setting,
                Before = before,
                After = after,
                Cause = cause,
                Principal = registry.Role?.ToString() ?? (registry.Profile is { } profile ? $"profile {profile}" : "default credentials"),
                RequestId = requestId,
                Time = time.GetUtcNow(),
                Outcome = outcome,
                Error = error,
            });
}
