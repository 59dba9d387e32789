namespace Berth.Repositories.Changes;

/// <summary>Keeps no record.</summary>
internal sealed class NoChangeRecorder : IChangeRecorder
{
    public static NoChangeRecorder Instance { get; } = new();

    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
