namespace Berth.Emulator.Storage.Changes;

/// <summary>An image is stored, or the data of a stored image is replaced.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Image">The image.</param>
/// <param name="Manifest">The manifest, or <see langword="null"/> to keep the stored manifest.</param>
public sealed record ImageStored(long Repository, StoredImage Image, ReadOnlyMemory<byte>? Manifest) : StateChange;
