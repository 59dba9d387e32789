using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Lifecycle;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Scanning;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Repositories.Settings;

/// <summary>
/// All settings, in the order in which their differences are removed. The lifecycle policy comes before the tag mutability: tags become
/// movable only once the cleanup rule for the untagged images they leave behind is in place.
/// </summary>
internal sealed class SettingTable(params IReadOnlyList<ISetting> settings)
{
    /// <summary>Gets the table that the product uses.</summary>
    public static SettingTable Default { get; } = new(
        LifecyclePolicySetting.Instance,
        TagMutabilitySetting.Instance,
        RepositoryPolicySetting.Instance,
        ResourceTagsSetting.Instance,
        ScanOnPushSetting.Instance,
        EncryptionSetting.Instance);

    /// <summary>Gets the settings.</summary>
    public IReadOnlyList<ISetting> Settings { get; } = settings;

    /// <summary>Returns the settings that are desired.</summary>
    public IEnumerable<ISetting> Desired(DesiredSettings desired) => Settings.Where(setting => setting.IsDesired(desired));

    /// <summary>Returns everything of the configuration on which the outcome of reconciling depends, for cache keys.</summary>
    public string Fingerprint(DesiredSettings desired, ReconcilePolicy policy) =>
        string.Join('\n', Settings.Select(setting => setting.Fingerprint(desired, policy)).Prepend(policy.Scope.ToString()));

    /// <summary>Returns what a repository with the desired settings is created with.</summary>
    public RepositoryCreation Creation(DesiredSettings desired) =>
        Settings.Aggregate(RepositoryCreation.Plain, (creation, setting) => setting.AddToCreation(creation, desired));

    /// <summary>Returns a creation without what a later change can apply as well, or <see langword="null"/> if there is no such part.</summary>
    public RepositoryCreation? Reduce(RepositoryCreation creation)
    {
        var reduced = Settings.Aggregate(creation, static (rest, setting) => setting.RemoveFromCreation(rest));
        return reduced == creation ? null : reduced;
    }
}
