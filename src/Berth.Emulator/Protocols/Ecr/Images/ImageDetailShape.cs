using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>An image as DescribeImages gives it.</summary>
internal sealed record ImageDetailShape
{
    public required string RegistryId { get; init; }

    public required string RepositoryName { get; init; }

    public required string ImageDigest { get; init; }

    /// <summary>Left out where the image has none.</summary>
    public IReadOnlyList<string?>? ImageTags { get; init; }

    public long ImageSizeInBytes { get; init; }

    public DateTimeOffset ImagePushedAt { get; init; }

    public required string ImageManifestMediaType { get; init; }

    public string? ArtifactMediaType { get; init; }

    public DateTimeOffset? LastRecordedPullTime { get; init; }

    public string? SubjectManifestDigest { get; init; }

    public required string ImageStatus { get; init; }

    public DateTimeOffset? LastArchivedAt { get; init; }

    public DateTimeOffset? LastActivatedAt { get; init; }

    public static ImageDetailShape Of(Repository repository, ImageSet images, StoredImage image)
    {
        var tags = images.TagsOf(image.Digest);
        return new ImageDetailShape
        {
            RegistryId = repository.Registry.Account.ToString(),
            RepositoryName = repository.Name.ToString(),
            ImageDigest = image.Digest.ToString(),
            ImageTags = tags.IsEmpty ? null : [.. tags.Select(tag => tag.ToString())],
            ImageSizeInBytes = image.Size,
            ImagePushedAt = image.PushedAt,
            ImageManifestMediaType = image.ManifestMediaType,
            ArtifactMediaType = image.ArtifactMediaType,
            LastRecordedPullTime = image.LastPulledAt,
            SubjectManifestDigest = image.Subject?.ToString(),
            ImageStatus = ImageFilterShape.StatusText(image.Status),
            LastArchivedAt = image.LastArchivedAt,
            LastActivatedAt = image.LastActivatedAt,
        };
    }
}
