using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings;

/// <summary>One difference between a repository and its desired settings, with what can be done about it.</summary>
/// <param name="Setting">The setting that differs.</param>
internal abstract record SettingDrift(SettingName Setting)
{
    /// <summary>A difference that one call removes.</summary>
    public sealed record Correctable(SettingChange Change) : SettingDrift(Change.Setting);

    /// <summary>A difference that the configuration says to leave alone, or that no call can remove.</summary>
    public sealed record Left(SettingName Setting, ChangeOutcome Outcome, string Reason) : SettingDrift(Setting);

    /// <summary>A setting that could not be read or compared.</summary>
    public sealed record Unknown(SettingName Setting, Exception Failure) : SettingDrift(Setting);
}
