using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A blob was added to a repository.</summary>
internal sealed record LayerAddedEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
