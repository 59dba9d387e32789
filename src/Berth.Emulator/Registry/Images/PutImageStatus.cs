namespace Berth.Emulator.Registry.Images;

/// <summary>The outcome of putting an image.</summary>
internal enum PutImageStatus
{
    /// <summary>The image is stored, with its tag if it has one.</summary>
    Stored,

    /// <summary>The repository had the image and the tag; nothing changed.</summary>
    Unchanged,

    /// <summary>The tag exists and is immutable.</summary>
    TagImmutable,

    /// <summary>The repository does not have all of its blobs.</summary>
    LayersMissing,

    /// <summary>The repository does not have all images that the index lists.</summary>
    ChildrenMissing,

    /// <summary>The image has the maximum number of tags.</summary>
    TooManyTags,

    /// <summary>The manifest gives a layer another size than the stored blob has, or sizes whose sum overflows.</summary>
    SizeMismatch,
}
