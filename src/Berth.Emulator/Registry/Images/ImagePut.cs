using System.Collections.Immutable;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Emulator.Registry.Images;

/// <summary>A request to put an image into a repository, and ECR's rules for it, for all protocols.</summary>
/// <param name="Manifest">The manifest, parsed.</param>
/// <param name="Bytes">The manifest as it was sent.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Tag">The tag, or <see langword="null"/> for none.</param>
/// <param name="Now">The emulator's time.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
internal sealed record ImagePut(Manifest Manifest, ReadOnlyMemory<byte> Bytes, Digest Digest, Tag? Tag, DateTimeOffset Now)
{
    /// <summary>The greatest number of tags of an image.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html"/>
    public const int MaxTags = 1000;

    /// <summary>Decides the request under the repository's lock.</summary>
    public PutImageResult Decide(RepositoryEdit edit)
    {
        var images = edit.Images;
        if (Tag is not null && images.Contains(Tag) && !MayMove(Tag, edit.Settings))
        {
            return PutImageResult.Of(PutImageStatus.TagImmutable);
        }

        ImmutableArray<Digest> missing = [.. Manifest.RequiredBlobs.Distinct().Where(blob => !images.Layers.ContainsKey(blob))];
        if (!missing.IsEmpty)
        {
            return new PutImageResult(PutImageStatus.LayersMissing, null, missing);
        }

        missing = [.. Manifest.Children.Select(child => child.Digest).Distinct().Where(child => images.Find(child) is null)];
        if (!missing.IsEmpty)
        {
            return new PutImageResult(PutImageStatus.ChildrenMissing, null, missing);
        }

        if (FindSizeFault(images, out var sizeFault))
        {
            return PutImageResult.Of(PutImageStatus.SizeMismatch) with { SizeFault = sizeFault };
        }

        var existing = images.Find(Digest);
        var hasTag = Tag is null || images.Find(Tag)?.Digest == Digest;
        if (!hasTag && images.TagsOf(Digest).Length >= MaxTags)
        {
            return PutImageResult.Of(PutImageStatus.TooManyTags);
        }

        if (existing is { Status: ImageStatus.Active } && hasTag)
        {
            return PutImageResult.Of(PutImageStatus.Unchanged, existing);
        }

        var image = Store(edit, existing);
        if (Tag is not null)
        {
            edit.PutTag(Tag, Digest);
        }

        return PutImageResult.Of(PutImageStatus.Stored, image);
    }

    /// <summary>Determines whether a tag that exists may be put again: by the repository's tag mutability and its exclusion filters.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"/>
    public static bool MayMove(Tag tag, RepositorySettings settings)
    {
        bool IsExcluded() => settings.ExclusionFilters.Any(filter => ExclusionFilter.Parse(filter).Matches(tag));
        return settings.TagMutability switch
        {
            MutabilityMode.Mutable => true,
            MutabilityMode.Immutable => false,
            MutabilityMode.ImmutableWithExclusion => IsExcluded(),
            MutabilityMode.MutableWithExclusion => !IsExcluded(),
            _ => throw new InvalidOperationException($"unknown tag mutability {settings.TagMutability}"),
        };
    }

    private StoredImage Store(RepositoryEdit edit, StoredImage? existing)
    {
        if (existing is { Status: ImageStatus.Active })
        {
            return existing;
        }

        // Pushing an archived image restores it at once and keeps its push time.
        if (existing is not null)
        {
            var restored = existing with { Status = ImageStatus.Active, LastActivatedAt = Now };
            edit.Put(restored);
            return restored;
        }

        var image = new StoredImage
        {
            Digest = Digest,
            ManifestMediaType = Manifest.MediaType,
            ArtifactMediaType = Manifest.EffectiveArtifactType,
            Size = SizeIn(edit.Images),
            PushedAt = Now,
            Subject = Manifest.Subject,
            Children = [.. Manifest.Children.Select(child => child.Digest)],
            Layers = [.. Manifest.RequiredBlobs],
        };
        edit.Put(image, Bytes);
        return image;
    }

    /// <summary>Finds a layer whose size is not that of the stored blob, or sizes of foreign layers that make the sum overflow.</summary>
    private bool FindSizeFault(ImageSet images, out LayerSizeFault? fault)
    {
        fault = null;
        Int128 total = 0;
        foreach (var blob in Manifest.Config is { } config ? Manifest.Layers.Prepend(config) : Manifest.Layers)
        {
            total += blob.Size;
            if (!blob.IsForeign && images.Layers.GetValueOrDefault(blob.Digest) is { } stored && stored.Size != blob.Size)
            {
                fault = new LayerSizeFault(blob.Digest, blob.Size, stored.Size);
                return true;
            }
        }

        return total > long.MaxValue;
    }

    private long SizeIn(ImageSet images) => Manifest.IsIndex
        ? Manifest.Children.Select(child => images.Find(child.Digest)?.Size ?? 0).DefaultIfEmpty(0).Max()
        : (Manifest.Config?.Size ?? 0) + Manifest.Layers.Sum(layer => layer.Size);
}
