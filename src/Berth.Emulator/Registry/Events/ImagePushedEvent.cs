using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>An image was pushed for the first time.</summary>
internal sealed record ImagePushedEvent(AccountId Account, Region Region, RepositoryName Repository, Digest Digest)
    : RepositoryEvent(Account, Region, Repository);
