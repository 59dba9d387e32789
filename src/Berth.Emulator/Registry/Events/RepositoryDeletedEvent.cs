using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A repository was deleted with its images.</summary>
internal sealed record RepositoryDeletedEvent(AccountId Account, Region Region, RepositoryName Repository)
    : RepositoryEvent(Account, Region, Repository);
