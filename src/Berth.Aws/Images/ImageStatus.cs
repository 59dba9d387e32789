namespace Berth.Aws.Images;

/// <summary>Whether an image can be pulled.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html"/>
public enum ImageStatus
{
    /// <summary>It can be pulled.</summary>
    Active,

    /// <summary>It is in the archive and cannot be pulled.</summary>
    Archived,

    /// <summary>It is being restored from the archive, which takes up to 20 minutes.</summary>
    Activating,
}
