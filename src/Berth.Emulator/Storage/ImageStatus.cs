namespace Berth.Emulator.Storage;

/// <summary>The status of an image in ECR's storage classes. Stores keep the number; values are never renumbered.</summary>
public enum ImageStatus
{
    /// <summary>In the standard storage class.</summary>
    Active = 0,

    /// <summary>In the archive storage class; the image cannot be pulled.</summary>
    Archived = 1,

    /// <summary>Being restored from the archive.</summary>
    Activating = 2,
}
