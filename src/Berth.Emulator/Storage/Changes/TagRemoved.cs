using Berth.Names;

namespace Berth.Emulator.Storage.Changes;

/// <summary>A tag is removed.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Tag">The tag.</param>
public sealed record TagRemoved(long Repository, Tag Tag) : StateChange;
