namespace Berth.Oci.Tests.Registries;

/// <summary>A body of a given length, all blanks after an opening brace, that is never held as a whole.</summary>
internal sealed class EndlessStream(long length) : ReadOnlyStream
{
    /// <summary>Gets how much was read of it.</summary>
    public long Given { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Given);
        buffer[..count].Fill((byte)' ');
        if (Given == 0 && count > 0)
        {
            buffer[0] = (byte)'{';
        }

        Given += count;
        return count;
    }
}
