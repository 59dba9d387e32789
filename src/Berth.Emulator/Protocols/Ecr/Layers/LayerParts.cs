using System.Collections.Concurrent;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>Remembers of each upload under way whether a part was too small that was not the last; ECR says so when the upload is completed.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html"/>
internal sealed class LayerParts
{
    /// <summary>The least size of a part that is not the last, in bytes.</summary>
    public const long MinSize = 5 * 1024 * 1024;

    private readonly ConcurrentDictionary<Guid, Upload> uploads = new();

    public void Add(Guid upload, long size) => uploads.AddOrUpdate(
        upload,
        static (_, size) => new Upload(size, false),
        static (_, before, size) => new Upload(size, before.HasSmallPart || before.LastSize < MinSize),
        size);

    /// <summary>Says whether a part is too small.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="hasAnother">Whether another part follows, so that the last one so far must not be small either.</param>
    public bool HasSmallPart(Guid upload, bool hasAnother = false) =>
        uploads.TryGetValue(upload, out var parts) && (parts.HasSmallPart || (hasAnother && parts.LastSize < MinSize));

    public void Remove(Guid upload) => uploads.TryRemove(upload, out _);

    private readonly record struct Upload(long LastSize, bool HasSmallPart);
}
