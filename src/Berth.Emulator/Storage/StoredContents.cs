namespace Berth.Emulator.Storage;

/// <summary>The contents of a repository, in any order.</summary>
/// <param name="Images">The images.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Layers">The layers.</param>
public sealed record StoredContents(
    IReadOnlyList<StoredImage> Images, IReadOnlyList<StoredTag> Tags, IReadOnlyList<StoredLayer> Layers);
