using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>Identifies a private registry: each account has one in each region.</summary>
internal sealed record RegistryKey(AccountId Account, Region Region);
