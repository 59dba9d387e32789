namespace Berth.Emulator.Storage.Changes;

/// <summary>A repository's settings are replaced.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Settings">The settings document, as JSON.</param>
public sealed record RepositorySettingsChanged(long Repository, string Settings) : StateChange;
