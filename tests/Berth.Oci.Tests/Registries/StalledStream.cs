namespace Berth.Oci.Tests.Registries;

/// <summary>A body of which no byte ever arrives, and whose reads do not observe their cancellation.</summary>
internal sealed class StalledStream : ReadOnlyStream
{
    private readonly TaskCompletionSource reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a read has begun.</summary>
    public Task Reading => reading.Task;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        reading.TrySetResult();
        await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return 0;
    }
}
