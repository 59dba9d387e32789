namespace Berth.Builders;

/// <summary>The compression of the layers of an exported build cache.</summary>
public enum CacheCompression
{
    /// <summary>The builder's default, gzip.</summary>
    BuilderDefault,

    /// <summary>Zstandard: smaller and faster. It needs OCI media types; Docker's have no such layer.</summary>
    Zstd,
}
