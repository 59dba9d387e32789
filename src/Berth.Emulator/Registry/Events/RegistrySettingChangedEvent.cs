using Berth.Names;

namespace Berth.Emulator.Registry.Events;

/// <summary>A setting of a registry was changed.</summary>
/// <param name="Account">The account of the registry.</param>
/// <param name="Region">The region of the registry.</param>
/// <param name="Setting">The name of the setting.</param>
internal sealed record RegistrySettingChangedEvent(AccountId Account, Region Region, string Setting) : RegistryEvent(Account, Region);
