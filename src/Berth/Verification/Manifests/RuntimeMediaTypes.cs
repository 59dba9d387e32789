namespace Berth.Verification.Manifests;

/// <summary>The media types that container runtimes support, and those of other content in registries.</summary>
/// <remarks>
/// https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md and
/// https://distribution.github.io/distribution/spec/manifest-v2-2/.
/// </remarks>
internal static class RuntimeMediaTypes
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    private const string CacheConfigPrefix = "application/vnd.buildkit.cacheconfig.";
    private const string DockerManifestV1Prefix = "application/vnd.docker.distribution.manifest.v1+";
    private const string OciLayer = "application/vnd.oci.image.layer.v1.tar";
    private const string OciForeignLayer = "application/vnd.oci.image.layer.nondistributable.v1.tar";
    private const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar";
    private const string DockerForeignLayer = "application/vnd.docker.image.rootfs.foreign.diff.tar";

    public static bool IsManifest(string? type) => type is OciManifest or DockerManifest;

    public static bool IsIndex(string? type) => type is OciIndex or DockerList;

    public static bool IsDockerV1(string? type) => type?.StartsWith(DockerManifestV1Prefix, StringComparison.Ordinal) == true;

    public static bool IsImageConfig(string? type) =>
        type is "application/vnd.oci.image.config.v1+json" or "application/vnd.docker.container.image.v1+json";

    public static bool IsCacheConfig(string? type) => type?.StartsWith(CacheConfigPrefix, StringComparison.Ordinal) == true;

    public static bool IsLayer(string? type) => Compression(type) is not null;

    /// <summary>Whether a layer need not be in the registry, such as the base layers of Windows: clients pull it from the URLs of its descriptor.</summary>
    public static bool IsForeignLayer(string? type) =>
        type is not null
        && (type.StartsWith(OciForeignLayer, StringComparison.Ordinal) || type.StartsWith(DockerForeignLayer, StringComparison.Ordinal));

    /// <summary>Returns why runtimes do not unpack such a layer in such a manifest, or <see langword="null"/> if they do.</summary>
    public static string? WhyUnpullable(string manifestType, string layerType)
    {
        var compression = Compression(layerType);
        if (compression is null)
        {
            return $"the media type '{Quoted(layerType)}' is not that of a layer";
        }

        if (compression is not ("" or "gzip" or "zstd"))
        {
            return $"the media type '{Quoted(layerType)}' is a compression or encryption that container runtimes do not support";
        }

        // Docker's schema 2 has no zstd: containerd and CRI-O refuse it with both types of layers.
        var isDockerLayer = layerType.StartsWith("application/vnd.docker.", StringComparison.Ordinal);
        return compression == "zstd" && (manifestType == DockerManifest || isDockerLayer)
            ? $"'{layerType}' is zstd in Docker's format, which container runtimes refuse; build with oci-mediatypes=true"
            : null;
    }

    /// <summary>Prepares a type from outside for a message: short and printable.</summary>
    public static string Quoted(string? text)
    {
        if (text is null)
        {
            return string.Empty;
        }

        var shown = text.Length > 120 ? text[..120] + "…" : text;
        return string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character));
    }

    /// <summary>Gets the compression of a layer's type: empty for a plain tar, <see langword="null"/> for other types.</summary>
    private static string? Compression(string? type) => type switch
    {
        null => null,
        OciLayer or OciForeignLayer or DockerLayer or DockerForeignLayer => string.Empty,
        _ when type.StartsWith(OciLayer + "+", StringComparison.Ordinal) => type[(OciLayer.Length + 1)..],
        _ when type.StartsWith(OciForeignLayer + "+", StringComparison.Ordinal) => type[(OciForeignLayer.Length + 1)..],
        _ when type.StartsWith(DockerLayer + ".", StringComparison.Ordinal) => type[(DockerLayer.Length + 1)..],
        _ when type.StartsWith(DockerForeignLayer + ".", StringComparison.Ordinal) => type[(DockerForeignLayer.Length + 1)..],
        _ => null,
    };
}
