using Berth.Names;

namespace Berth.Aws.Images;

/// <summary>What ECR answers about an image when it is described.</summary>
/// <param name="Digest">The digest of the image's manifest.</param>
/// <param name="Tags">Its tags; none for an untagged image.</param>
/// <param name="SizeInBytes">The compressed size of its layers in bytes; for an index, that of the largest of its manifests.</param>
/// <param name="PushedAt">When it was pushed.</param>
/// <param name="MediaType">The media type of its manifest, if ECR knows it.</param>
/// <param name="ArtifactType">The media type of the artifact, if ECR knows it.</param>
/// <param name="LastPulledAt">When it was last pulled, as recorded with up to a day's delay, or <see langword="null"/> if never.</param>
/// <param name="Subject">The digest of the image that this one is about (a signature, an SBOM), if it is about one.</param>
/// <param name="Status">Whether it can be pulled.</param>
/// <param name="LastArchivedAt">When it was last put into the archive, or <see langword="null"/> if never.</param>
/// <param name="LastActivatedAt">When it was last restored from the archive, or <see langword="null"/> if never.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html"/>
public sealed record ImageDescription(
    Digest Digest,
    IReadOnlyList<Tag> Tags,
    long SizeInBytes,
    DateTimeOffset PushedAt,
    string? MediaType,
    string? ArtifactType,
    DateTimeOffset? LastPulledAt,
    Digest? Subject,
    ImageStatus Status,
    DateTimeOffset? LastArchivedAt,
    DateTimeOffset? LastActivatedAt);
