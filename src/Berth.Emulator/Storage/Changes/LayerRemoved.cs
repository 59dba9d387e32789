using Berth.Names;

namespace Berth.Emulator.Storage.Changes;

/// <summary>A layer is removed from a repository.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Digest">The layer's digest.</param>
public sealed record LayerRemoved(long Repository, Digest Digest) : StateChange;
