using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Keeps one blob from being collected until it is disposed: from its storing or finding to its being linked to a repository.</summary>
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

    /// <summary>Gets the blob's length in bytes.</summary>
    public long Length { get; }

    public void Dispose() => Interlocked.Exchange(ref owner, null)?.Release(Digest);
}
