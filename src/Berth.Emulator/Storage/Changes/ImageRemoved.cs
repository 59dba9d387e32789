using Berth.Names;

namespace Berth.Emulator.Storage.Changes;

/// <summary>An image and its manifest are removed.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Digest">The image's digest.</param>
public sealed record ImageRemoved(long Repository, Digest Digest) : StateChange;
