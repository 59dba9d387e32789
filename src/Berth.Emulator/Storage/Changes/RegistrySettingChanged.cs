namespace Berth.Emulator.Storage.Changes;

/// <summary>A registry setting is stored or replaced.</summary>
/// <param name="Setting">The setting.</param>
public sealed record RegistrySettingChanged(StoredRegistrySetting Setting) : StateChange;
