namespace Berth.Testing;

/// <summary>The media types of what tests push.</summary>
internal static class MediaTypes
{
    public const string Image = "application/vnd.oci.image.manifest.v1+json";
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string Empty = "application/vnd.oci.empty.v1+json";
    public const string CacheConfig = "application/vnd.buildkit.cacheconfig.v0";
}
