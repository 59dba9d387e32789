using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>
/// Blobs by their digest, each stored once however many repositories hold it. Which repository holds which blob is not known
/// here: see <see cref="IBlobReferences"/>.
/// </summary>
internal interface IBlobStore : IDisposable
{
    /// <summary>Opens a blob for reading.</summary>
    /// <returns>The blob, or <see langword="null"/> if there is none.</returns>
    BlobContent? Open(Digest digest);

    /// <summary>Keeps a blob that exists from being collected.</summary>
    /// <returns>The pin, or <see langword="null"/> if there is no such blob.</returns>
    BlobPin? Pin(Digest digest);

    /// <summary>Stores a blob whole. The caller has verified that <paramref name="digest"/> is that of <paramref name="bytes"/>.</summary>
    /// <exception cref="StorageFullException">There is no room; nothing was stored.</exception>
    BlobPin Put(Digest digest, ReadOnlySequence<byte> bytes);

    /// <summary>Opens a place for an upload's bytes.</summary>
    IBlobStaging Stage(UploadKey key);

    /// <summary>Takes up an upload that an earlier process left.</summary>
    /// <returns>The staging, or <see langword="null"/> if no such upload is left.</returns>
    IBlobStaging? Resume(UploadKey key);

    /// <summary>Lists the blobs that are stored at the time; others may come and go meanwhile.</summary>
    IEnumerable<Digest> List();

    /// <summary>Removes a blob unless it is pinned or in use; the question is asked while nobody can pin it.</summary>
    /// <returns>How many bytes that freed, or <see langword="null"/> if the blob stays.</returns>
    long? RemoveUnless(Digest digest, Func<Digest, bool> isInUse);

    /// <summary>Removes what uploads of earlier processes left and nobody touched since.</summary>
    /// <returns>How many were removed.</returns>
    int RemoveAbandoned(DateTimeOffset untouchedSince, Func<Guid, bool> isOpen);
}
