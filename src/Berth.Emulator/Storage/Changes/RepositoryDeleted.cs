namespace Berth.Emulator.Storage.Changes;

/// <summary>A repository is deleted with its images, tags and layers.</summary>
/// <param name="Repository">The repository's id.</param>
public sealed record RepositoryDeleted(long Repository) : StateChange;
