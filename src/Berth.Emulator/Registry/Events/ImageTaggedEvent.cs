using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A tag was added to an image, or moved from a previous image.</summary>
internal sealed record ImageTaggedEvent(AccountId Account, Region Region, RepositoryName Repository, Tag Tag, Digest Digest, Digest? Previous)
    : RepositoryEvent(Account, Region, Repository);
