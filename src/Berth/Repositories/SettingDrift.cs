namespace Berth.Repositories;

/// <summary>One difference between a repository and its desired settings, with what can be done about it.</summary>
/// <param name="Setting">The setting that differs.</param>
internal abstract record SettingDrift(Setting Setting)
{
    /// <summary>A difference that one call removes.</summary>
    public sealed record Correctable(RepositoryChange Change) : SettingDrift(Change.Setting);

    /// <summary>A difference that is left alone or that nothing can remove.</summary>
    public sealed record Left(Setting Setting, ChangeOutcome Outcome, string Reason) : SettingDrift(Setting);

    /// <summary>A setting of which is not known whether it differs, because reading it failed.</summary>
    public sealed record Unknown(Setting Setting, Exception Failure) : SettingDrift(Setting);
}
