using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Keeps a blob from being removed until it is disposed of: from the time it is stored or found until a repository has it.</summary>
internal sealed class BlobPin : IDisposable
{
    private BlobPins? owner;

    internal BlobPin(BlobPins owner, Digest digest, long length)
    {
        this.owner = owner;
        Digest = digest;
        Length = length;
    }

    public Digest Digest { get; }

    /// <summary>Gets the length of the blob in bytes.</summary>
    public long Length { get; }

    public void Dispose() => Interlocked.Exchange(ref owner, null)?.Release(Digest);
}
