using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>What names a private registry: an account has one in each region.</summary>
internal sealed record RegistryKey(AccountId Account, Region Region);
