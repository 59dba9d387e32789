using Berth.Repositories.Changes;
using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Diagnostics;

/// <summary>Keeps the record of changes in the log, where no ledger keeps it, and counts them.</summary>
internal sealed class LoggingChangeRecorder(ILogger<LoggingChangeRecorder> logger) : IChangeRecorder
{
    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        BerthDiagnostics.Changes.Add(
            1,
            new KeyValuePair<string, object?>("operation", record.Operation),
            new KeyValuePair<string, object?>("outcome", Words.Of(record.Outcome)));
        Log.Change(
            logger,
            record.Repository.ToString(),
            record.Registry.ToString(),
            record.Operation,
            Words.Of(record.Outcome),
            Words.Of(record.Cause.Kind),
            record.Cause.Reference,
            record.Principal,
            record.RequestId,
            record.Before,
            record.After);
        return ValueTask.CompletedTask;
    }
}
