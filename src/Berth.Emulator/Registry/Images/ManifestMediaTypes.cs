namespace Berth.Emulator.Registry.Images;

/// <summary>The media types of the manifests that are accepted.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-manifest-formats.html"/>
internal static class ManifestMediaTypes
{
    public const string OciImage = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerImage = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    public static bool IsImage(string? mediaType) => mediaType is OciImage or DockerImage;

    public static bool IsIndex(string? mediaType) => mediaType is OciIndex or DockerList;

    public static bool IsKnown(string? mediaType) => IsImage(mediaType) || IsIndex(mediaType);
}
