using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>An image was deleted.</summary>
internal sealed record ImageDeletedEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest, RemovalCause Cause)
    : RepositoryEvent(Account, Region, Repository);
