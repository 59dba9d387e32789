using Berth.Names;

namespace Berth.Emulator.Storage.Changes;

/// <summary>The time of an image's last pull is recorded. It has no effect if the image does not exist.</summary>
/// <param name="Repository">The repository's id.</param>
/// <param name="Digest">The image's digest.</param>
/// <param name="At">The time of the pull.</param>
public sealed record ImagePulled(long Repository, Digest Digest, DateTimeOffset At) : StateChange;
