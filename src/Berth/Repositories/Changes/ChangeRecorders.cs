namespace Berth.Repositories.Changes;

/// <summary>
/// Passes each change record to the listener and to all recorders at the same time. A recorder that throws or exceeds its time limit is
/// reported to the listener; it stops neither the other recorders nor the deployment.
/// </summary>
/// <param name="recorders">The recorders.</param>
/// <param name="listener">The listener; <see langword="null"/> for none.</param>
/// <param name="time">The clock of the time limit.</param>
internal sealed class ChangeRecorders(IReadOnlyList<IChangeRecorder> recorders, IChangeListener? listener, TimeProvider time)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(0.5);

    /// <summary>Gets an instance that keeps no record.</summary>
    public static ChangeRecorders None { get; } = new([], null, TimeProvider.System);

    /// <summary>Gets a value indicating whether no one receives records.</summary>
    public bool IsEmpty => recorders.Count == 0 && listener is null;

    /// <summary>Records a change. Does not throw; takes as long as the slowest recorder, at most the time limit.</summary>
    public async ValueTask RecordAsync(ChangeRecord record)
    {
        listener?.ChangeRecorded(record);
        if (recorders.Count == 1)
        {
            await RecordAsync(recorders[0], record).ConfigureAwait(false);
        }
        else if (recorders.Count > 1)
        {
            await Task.WhenAll(recorders.Select(recorder => RecordAsync(recorder, record))).ConfigureAwait(false);
        }
    }

    private async Task RecordAsync(IChangeRecorder recorder, ChangeRecord record)
    {
        // The change has been made, so the record must be kept even if the caller's token is cancelled or the budget is exhausted.
        using var limit = new CancellationTokenSource(TimeLimit, time);
        try
        {
            await recorder.RecordAsync(record, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            listener?.RecorderFailed(recorder, record, new TimeoutException($"the recorder did not finish within {TimeLimit.TotalSeconds} s", exception));
        }
        catch (Exception exception)
        {
            listener?.RecorderFailed(recorder, record, exception);
        }
    }
}
