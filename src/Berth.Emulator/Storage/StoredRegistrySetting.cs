using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>One setting of a private registry.</summary>
/// <param name="Account">The account of the registry.</param>
/// <param name="Region">The region of the registry.</param>
/// <param name="Name">The name of the setting, such as <c>registryPolicy</c>.</param>
/// <param name="Document">Its value, as JSON; a store does not interpret it.</param>
public sealed record StoredRegistrySetting(AccountId Account, Region Region, string Name, string Document);
