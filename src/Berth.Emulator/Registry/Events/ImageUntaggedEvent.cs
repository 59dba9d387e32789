using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A tag was removed from an image.</summary>
internal sealed record ImageUntaggedEvent(AccountId Account, Region Region, RepositoryName Repository, Tag Tag, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
