namespace Berth.Verification.Verdicts;

/// <summary>The kinds of reasons for which an image cannot be run.</summary>
public enum UnrunnableKind
{
    /// <summary>The manifest is no JSON, lacks what a manifest must have, or says two things at once.</summary>
    MalformedManifest,

    /// <summary>The manifest is greater than the bound (4 MiB by default); registries and runtimes refuse such.</summary>
    ManifestTooLarge,

    /// <summary>The manifest's own media type is none that container runtimes pull.</summary>
    UnknownManifestType,

    /// <summary>The manifest is a layer cache of BuildKit, which is no image.</summary>
    BuildCache,

    /// <summary>The manifest is an artifact (a chart, a signature, an attestation) and no image.</summary>
    NotAnImage,

    /// <summary>A layer has a media type that container runtimes do not unpack here, such as zstd in a Docker version 2 manifest.</summary>
    UnpullableLayer,

    /// <summary>The image is in ECR's archive storage class and must be restored before it can be pulled.</summary>
    Archived,

    /// <summary>The image's configuration is not in the repository.</summary>
    ConfigMissing,

    /// <summary>A layer is not in the repository.</summary>
    LayerMissing,

    /// <summary>An image that the index lists is not in the repository.</summary>
    ChildMissing,

    /// <summary>What the registry gave has another digest than the one it was asked for, or than it states.</summary>
    ContentDiffers,

    /// <summary>A manifest or blob has another size than its descriptor says.</summary>
    SizeDiffers,

    /// <summary>An index contains itself.</summary>
    Cycle,

    /// <summary>Indexes are nested deeper than the bound (3 by default).</summary>
    TooDeep,

    /// <summary>An index lists, or an image has, more than the bound.</summary>
    TooMany,

    /// <summary>The image, or the index, has nothing for the wanted platform.</summary>
    PlatformMissing,

    /// <summary>The reference leads to another digest than the expected one.</summary>
    DigestDiffers,

    /// <summary>The image is greater than was allowed.</summary>
    TooLarge,
}
