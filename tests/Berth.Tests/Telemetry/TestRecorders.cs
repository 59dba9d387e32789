using System.Collections.Concurrent;
using Berth.Repositories.Changes;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Telemetry;

internal sealed class KeepingRecorder : IChangeRecorder
{
    public ConcurrentQueue<ChangeRecord> Records { get; } = new();

    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
    {
        Records.Enqueue(record);
        return ValueTask.CompletedTask;
    }
}

internal sealed class FailingRecorder : IChangeRecorder
{
    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken) => throw new InvalidOperationException("the database is down");
}

/// <summary>Never ends and ignores its cancellation, while the clock exceeds the time limit.</summary>
internal sealed class HangingRecorder(FakeTimeProvider time) : IChangeRecorder
{
    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
    {
        time.Advance(TimeSpan.FromSeconds(0.6));
        return new(new TaskCompletionSource().Task);
    }
}
