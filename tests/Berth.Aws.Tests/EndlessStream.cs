namespace Berth.Aws.Tests;

/// <summary>A body without an end, which counts what is read of it.</summary>
internal sealed class EndlessStream : Stream
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        // A client without a limit fails instead of filling the memory.
        if (Count > 256 * 1024 * 1024)
        {
            throw new InvalidOperationException("the client reads without a limit");
        }

        buffer.AsSpan(offset, count).Fill((byte)' ');
        Interlocked.Add(ref this.count, count);
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
