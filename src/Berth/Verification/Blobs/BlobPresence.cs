namespace Berth.Verification.Blobs;

/// <summary>Whether a repository has a blob.</summary>
public enum BlobPresence
{
    /// <summary>The blob exists and can be pulled.</summary>
    Present,

    /// <summary>The blob does not exist.</summary>
    Missing,

    /// <summary>The blob is in ECR's archive storage class and cannot be pulled.</summary>
    Archived,
}
