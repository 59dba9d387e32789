namespace Berth.Oci.Tests.Registries;

/// <summary>A body whose connection breaks after some bytes.</summary>
internal sealed class BrokenStream(int length) : ReadOnlyStream
{
    private int given;

    public override int Read(Span<byte> buffer)
    {
        if (given >= length)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "the connection broke");
        }

        var count = Math.Min(buffer.Length, length - given);
        buffer[..count].Fill((byte)' ');
        given += count;
        return count;
    }
}
