using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A change of a repository that has been committed. The events of one repository are in the order of its commits.</summary>
/// <param name="Account">The account of the registry.</param>
/// <param name="Region">The region of the registry.</param>
/// <param name="Repository">The name of the repository.</param>
internal abstract record RepositoryEvent(AccountId Account, Region Region, RepositoryName Repository) : RegistryEvent(Account, Region);
