using System.IO.Pipelines;

namespace Berth.Emulator.Hosting;

/// <summary>The body of an answer on its way from the dispatcher to a client in the same process. The answer starts with its first byte.</summary>
internal sealed class InProcessResponseBody
{
    private readonly Pipe pipe = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InProcessResponseBody()
    {
        Writer = new StartingStream(pipe.Writer.AsStream(), started);
        Reader = pipe.Reader.AsStream();
    }

    public Stream Writer { get; }

    public Stream Reader { get; }

    /// <summary>Ends once status and headers are settled.</summary>
    public Task Started => started.Task;

    public async ValueTask CompleteAsync(Exception? exception)
    {
        await pipe.Writer.CompleteAsync(exception).ConfigureAwait(false);
        if (exception is null)
        {
            started.TrySetResult();
        }
        else
        {
            started.TrySetException(exception);
        }
    }

    /// <summary>Breaks the answer off, as a connection that is cut does.</summary>
    public void Abort()
    {
        var cut = new IOException("The connection was cut.");
        started.TrySetException(new HttpRequestException(HttpRequestError.ResponseEnded, "The emulator cut the connection.", cut));
        pipe.Writer.Complete(cut);
    }

    private sealed class StartingStream(Stream inner, TaskCompletionSource started) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => started.TrySetResult();

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            started.TrySetResult();
            return inner.FlushAsync(cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            started.TrySetResult();
            await inner.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
