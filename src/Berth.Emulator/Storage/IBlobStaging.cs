using System.Buffers;
using System.Security.Cryptography;
using Berth.Emulator.Registry.Blobs;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>The bytes of one upload so far, seen by nobody until they are published. Used by one caller at a time.</summary>
internal interface IBlobStaging : IDisposable
{
    /// <summary>Gets the number of bytes so far.</summary>
    long Length { get; }

    /// <summary>Adds bytes at the end.</summary>
    /// <exception cref="StorageFullException">There is no room; bytes after <see cref="Length"/> are undefined and no part of the upload.</exception>
    ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Forgets the bytes from <paramref name="length"/> on.</summary>
    void Truncate(long length);

    /// <summary>Feeds all bytes so far into a hash.</summary>
    ValueTask HashIntoAsync(IncrementalHash hash, CancellationToken cancellationToken);

    /// <summary>Makes the bytes the blob of that digest, which the caller has verified. The staging is used up.</summary>
    /// <exception cref="StorageFullException">There is no room; nothing was made visible.</exception>
    BlobPin Publish(Digest digest);

    /// <summary>Forgets the upload altogether.</summary>
    void Discard();
}
