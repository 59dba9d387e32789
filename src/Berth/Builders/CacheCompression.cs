namespace Berth.Builders;

/// <summary>How the layers of an exported build cache are compressed.</summary>
public enum CacheCompression
{
    /// <summary>As the builder does by default, gzip.</summary>
    BuilderDefault,

    /// <summary>Zstandard: smaller and quicker, and only ever with OCI media types, for the Docker ones have no such layer.</summary>
    Zstd,
}
