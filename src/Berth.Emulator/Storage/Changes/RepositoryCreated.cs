namespace Berth.Emulator.Storage.Changes;

/// <summary>A repository is created.</summary>
/// <param name="Repository">The repository.</param>
public sealed record RepositoryCreated(StoredRepository Repository) : StateChange;
