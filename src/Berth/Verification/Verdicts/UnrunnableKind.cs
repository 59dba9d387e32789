namespace Berth.Verification.Verdicts;

/// <summary>The kinds of reasons why an image cannot be run.</summary>
public enum UnrunnableKind
{
    /// <summary>The manifest is not valid JSON, lacks required members, or is ambiguous.</summary>
    MalformedManifest,

    /// <summary>The manifest, or the configuration, exceeds the limit (4 MiB by default).</summary>
    ManifestTooLarge,

    /// <summary>Container runtimes do not support the media type of the manifest.</summary>
    UnknownManifestType,

    /// <summary>The manifest is a layer cache of BuildKit.</summary>
    BuildCache,

    /// <summary>The manifest is an artifact (a chart, a signature, an attestation) and not an image.</summary>
    NotAnImage,

    /// <summary>Container runtimes do not unpack a layer, such as zstd in a Docker version 2 manifest.</summary>
    UnpullableLayer,

    /// <summary>The image is in ECR's archive storage class and must be restored before it can be pulled.</summary>
    Archived,

    /// <summary>The image's configuration is not in the repository.</summary>
    ConfigMissing,

    /// <summary>A layer is not in the repository.</summary>
    LayerMissing,

    /// <summary>An image that the index lists is not in the repository.</summary>
    ChildMissing,

    /// <summary>The content of a manifest or of the configuration does not have the digest that refers to it.</summary>
    ContentDiffers,

    /// <summary>A manifest or blob has another size than its descriptor says.</summary>
    SizeDiffers,

    /// <summary>An index contains itself.</summary>
    Cycle,

    /// <summary>Indexes are nested deeper than the limit (3 by default).</summary>
    TooDeep,

    /// <summary>An index, or the layers of an image, exceed a limit.</summary>
    TooMany,

    /// <summary>There is no image for the wanted platform.</summary>
    PlatformMissing,

    /// <summary>The manifest or index does not have the expected digest.</summary>
    DigestDiffers,

    /// <summary>The image exceeds the maximum size.</summary>
    TooLarge,
}
