using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories.Changes;

/// <summary>Writes the records of one preparation's changes, and lets nothing of a recorder's troubles out.</summary>
internal sealed class ChangeJournal(IChangeRecorder recorder, TimeProvider time, EcrRegistry registry, RepositoryName name, ChangeCause cause)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    public ValueTask AppliedAsync(string operation, SettingName? setting, string? before, string? after, CallReceipt receipt) =>
        WriteAsync(operation, setting, before, after, RecordedOutcome.Applied, receipt.RequestId, null);

    public ValueTask FailedAsync(string operation, SettingName? setting, string? before, string? after, Exception failure)
    {
        var error = failure as EcrException;
        return WriteAsync(operation, setting, before, after, IsRefusal(error) ? RecordedOutcome.Refused : RecordedOutcome.Uncertain, error?.RequestId, error);
    }

    /// <summary>Whether ECR said no, so that surely nothing was changed.</summary>
    public static bool IsRefusal(EcrException? error) => error?.Kind is
        EcrErrorKind.AccessDenied or EcrErrorKind.InvalidCredentials or EcrErrorKind.RepositoryNotFound or EcrErrorKind.NotFound
        or EcrErrorKind.AlreadyExists or EcrErrorKind.InvalidRequest or EcrErrorKind.QuotaExceeded or EcrErrorKind.Throttled;

    private async ValueTask WriteAsync(
        string operation, SettingName? setting, string? before, string? after, RecordedOutcome outcome, string? requestId, EcrException? error)
    {
        if (recorder is NoChangeRecorder)
        {
            return;
        }

        var record = new ChangeRecord
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
        };
        try
        {
            // The change is made and a record of it must be, hence neither the caller's nor the budget's end is heard here.
            using var patience = new CancellationTokenSource(Patience, time);
            await recorder.RecordAsync(record, patience.Token).AsTask().WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A ledger that is down does not stop deployments; it says so itself.
        }
    }
}
