namespace Berth.Aws.Images;

/// <summary>Which images are meant, by whether they have tags.</summary>
public enum TagStatus
{
    /// <summary>All images.</summary>
    Any,

    /// <summary>Images with at least one tag.</summary>
    Tagged,

    /// <summary>Images without a tag.</summary>
    Untagged,
}
