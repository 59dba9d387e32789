namespace Berth.Repositories.Settings;

/// <summary>A setting that must be as desired before another one is changed.</summary>
/// <param name="Setting">The setting that comes first.</param>
/// <param name="Reason">Why the change waits for it, as a phrase after "held back until".</param>
internal sealed record SettingPrerequisite(SettingName Setting, string Reason);
