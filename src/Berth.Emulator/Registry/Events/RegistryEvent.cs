using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A change of state that has been committed.</summary>
/// <param name="Account">The account of the registry.</param>
/// <param name="Region">The region of the registry.</param>
internal abstract record RegistryEvent(AccountId Account, Region Region);
