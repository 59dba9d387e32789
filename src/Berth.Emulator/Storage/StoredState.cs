namespace Berth.Emulator.Storage;

/// <summary>The state in a state store when an emulator opens it, without the contents of repositories.</summary>
/// <param name="Secret">32 random bytes that never change; keys for tokens and download URLs are derived from them.</param>
/// <param name="Repositories">The repositories of all registries, ordered by account, region and name.</param>
/// <param name="RegistrySettings">The settings of all registries.</param>
public sealed record StoredState(
    ReadOnlyMemory<byte> Secret, IReadOnlyList<StoredRepository> Repositories, IReadOnlyList<StoredRegistrySetting> RegistrySettings);
