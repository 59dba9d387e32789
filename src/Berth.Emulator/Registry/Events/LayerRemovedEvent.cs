using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A blob was removed from a repository.</summary>
internal sealed record LayerRemovedEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
