using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>An image was moved to the archive storage class.</summary>
internal sealed record ImageArchivedEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
