using Berth.Aws.Errors;
using Berth.Aws.Wire;
using Berth.Names;

namespace Berth.Aws.Images;

/// <summary>Between the values of images and ECR's words for them.</summary>
internal static class ImageTranslation
{
    public static WireImageId Write(ImageIdentifier image) => new(image.Digest?.ToString(), image.Tag?.ToString());

    public static WireImageFilter? FilterOf(ImageSelection? selection)
    {
        if (selection is null || selection == ImageSelection.Active)
        {
            return null;
        }

        var tags = selection.Tags switch
        {
            TagStatus.Tagged => "TAGGED",
            TagStatus.Untagged => "UNTAGGED",
            _ => null,
        };
        return new WireImageFilter(tags, selection.IncludeArchived ? "ANY" : null);
    }

    public static ImageIdentifier? Read(WireImageId? image) =>
        ImageIdentifier.From(
            Digest.TryParse(image?.ImageDigest, out var digest) ? digest : null,
            Tag.TryParse(image?.ImageTag, out var tag) ? tag : null);

    public static ImageFailure Read(WireImageFailure failure) =>
        new(Read(failure.ImageId), failure.FailureCode ?? string.Empty, failure.FailureReason ?? string.Empty);

    public static FetchedManifest Read(WireImage image, ServiceCall site) =>
        image.ImageManifest is { Length: > 0 } manifest && Read(image.ImageId) is { Digest: not null } identifier
            ? new FetchedManifest(identifier, manifest, image.ImageManifestMediaType)
            : throw site.Unusable("has an image without digest or manifest");

    public static ImageDescription Read(WireImageDetail image, ServiceCall site)
    {
        if (!Digest.TryParse(image.ImageDigest, out var digest))
        {
            throw site.Unusable($"describes an image without a digest ('{image.ImageDigest}')");
        }

        return new ImageDescription(
            digest,
            [.. (image.ImageTags ?? []).Select(text => Tag.TryParse(text, out var tag) ? tag : throw site.Unusable($"has a tag that cannot be ('{text}')"))],
            image.ImageSizeInBytes ?? 0,
            image.ImagePushedAt ?? DateTimeOffset.UnixEpoch,
            image.ImageManifestMediaType,
            image.ArtifactMediaType,
            image.LastRecordedPullTime,
            Digest.TryParse(image.SubjectManifestDigest, out var subject) ? subject : null,
            image.ImageStatus switch
            {
                null or "ACTIVE" => ImageStatus.Active,
                "ARCHIVED" => ImageStatus.Archived,
                "ACTIVATING" => ImageStatus.Activating,
                var other => throw site.Unusable($"has an unknown image status ('{other}')"),
            },
            image.LastArchivedAt,
            image.LastActivatedAt);
    }
}
