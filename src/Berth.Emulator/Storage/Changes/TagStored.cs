namespace Berth.Emulator.Storage.Changes;

/// <summary>A tag is added, or moved from another image.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Tag">The tag.</param>
public sealed record TagStored(long Repository, StoredTag Tag) : StateChange;
