namespace Berth.Emulator.Registry.Images;

/// <summary>The outcome of deleting an image.</summary>
internal enum DeleteImageStatus
{
    /// <summary>The image or the tag was deleted.</summary>
    Deleted,

    /// <summary>The image does not exist.</summary>
    NotFound,

    /// <summary>An index lists the image, and it was not deleted.</summary>
    Referenced,
}
