namespace Berth.Emulator.Registry.Images;

/// <summary>What became of an image that was to be deleted.</summary>
internal enum DeleteImageStatus
{
    /// <summary>It, or the tag that was named, is gone.</summary>
    Deleted,

    /// <summary>There is no such image.</summary>
    NotFound,

    /// <summary>An index lists it, so it stays.</summary>
    Referenced,
}
