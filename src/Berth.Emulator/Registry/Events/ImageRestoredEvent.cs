using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>An image was restored from the archive storage class.</summary>
internal sealed record ImageRestoredEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
