using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>Settings of a repository were changed.</summary>
internal sealed record RepositorySettingsChangedEvent(AccountId Account, Region Region, RepositoryName Repository)
    : RepositoryEvent(Account, Region, Repository);
