using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A repository was created.</summary>
internal sealed record RepositoryCreatedEvent(AccountId Account, Region Region, RepositoryName Repository)
    : RepositoryEvent(Account, Region, Repository);
