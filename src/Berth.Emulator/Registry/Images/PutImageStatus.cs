namespace Berth.Emulator.Registry.Images;

/// <summary>What became of an image that was put.</summary>
internal enum PutImageStatus
{
    /// <summary>It is there now, under its tag if it was given one.</summary>
    Stored,

    /// <summary>It was there before, under that tag; nothing changed.</summary>
    Unchanged,

    /// <summary>The tag exists and may not move, not even to where it is.</summary>
    TagImmutable,

    /// <summary>Blobs that it consists of are not in the repository.</summary>
    LayersMissing,

    /// <summary>Manifests that it lists are not in the repository.</summary>
    ChildrenMissing,

    /// <summary>It has as many tags as an image may have.</summary>
    TooManyTags,
}
