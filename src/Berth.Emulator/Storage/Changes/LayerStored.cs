namespace Berth.Emulator.Storage.Changes;

/// <summary>A layer is added to a repository, or its data is replaced.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Layer">The layer.</param>
public sealed record LayerStored(long Repository, StoredLayer Layer) : StateChange;
