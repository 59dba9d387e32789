using System.Collections.Immutable;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Emulator.Registry.Images;

/// <summary>A wish to put an image into a repository, and ECR's rules for it; both doors go through here.</summary>
/// <param name="Manifest">The manifest, parsed.</param>
/// <param name="Bytes">The manifest as it was sent.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Tag">The tag to give it, or <see langword="null"/> for none.</param>
/// <param name="Now">The emulator's time.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
internal sealed record ImagePut(Manifest Manifest, ReadOnlyMemory<byte> Bytes, Digest Digest, Tag? Tag, DateTimeOffset Now)
{
    /// <summary>The greatest number of tags of an image.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html"/>
    public const int MaxTags = 1000;

    /// <summary>Decides the wish under the repository's lock.</summary>
    public PutImageResult Decide(RepositoryEdit edit)
    {
        var images = edit.Images;
        if (Tag is not null && images.Tags.ContainsKey(Tag) && !MayMove(Tag, edit.Settings))
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

    /// <summary>Says whether a tag that exists may be put again, by the repository's mode and its exclusion filters.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"/>
    public static bool MayMove(Tag tag, RepositorySettings settings)
    {
        bool IsExcluded() => settings.ExclusionFilters.Any(filter => ExclusionFilter.Parse(filter).Matches(tag));
        return settings.TagMutability switch
        {
            Repositories.TagMutability.Mutable => true,
            Repositories.TagMutability.Immutable => false,
            Repositories.TagMutability.ImmutableWithExclusion => IsExcluded(),
            Repositories.TagMutability.MutableWithExclusion => !IsExcluded(),
            _ => throw new InvalidOperationException($"there is no tag mutability {settings.TagMutability}"),
        };
    }

    private StoredImage Store(RepositoryEdit edit, StoredImage? existing)
    {
        if (existing is { Status: ImageStatus.Active })
        {
            return existing;
        }

        // Pushing an archived image restores it at once; when it was pushed first stays.
        var image = existing is not null
            ? existing with { Status = ImageStatus.Active, LastActivatedAt = Now }
            : new StoredImage
            {
                Digest = Digest,
                ManifestMediaType = Manifest.MediaType,
                Manifest = Bytes,
                ArtifactMediaType = Manifest.EffectiveArtifactType,
                Size = SizeIn(edit.Images),
                PushedAt = Now,
                Subject = Manifest.Subject,
                Children = [.. Manifest.Children.Select(child => child.Digest)],
                Layers = [.. Manifest.RequiredBlobs],
            };
        edit.Put(image);
        return image;
    }

    private long SizeIn(ImageSet images) => Manifest.IsIndex
        ? Manifest.Children.Select(child => images.Find(child.Digest)?.Size ?? 0).DefaultIfEmpty(0).Max()
        : (Manifest.Config?.Size ?? 0) + Manifest.Layers.Sum(layer => layer.Size);
}
