namespace Berth.Verification.Blobs;

/// <summary>Whether a blob is in a repository.</summary>
public enum BlobPresence
{
    /// <summary>The blob is there and can be pulled.</summary>
    Present,

    /// <summary>The blob is not there.</summary>
    Missing,

    /// <summary>The blob is in ECR's archive storage class and cannot be pulled.</summary>
    Archived,
}
