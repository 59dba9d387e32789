using Berth.Names;

namespace Berth.Repositories.Settings;

/// <summary>
/// One setting of a repository: how it is observed, compared and applied, and its part in the creation of a repository. A setting is one
/// folder; <see cref="SettingTable"/> lists them in the order in which they are applied.
/// </summary>
internal interface ISetting
{
    /// <summary>Gets the name under which the setting is reported and recorded.</summary>
    SettingName Name { get; }

    /// <summary>Returns whether the platform desires a value of this setting. A setting that is not desired is neither read nor changed.</summary>
    bool IsDesired(DesiredSettings desired);

    /// <summary>Returns everything of the configuration on which the result of comparing depends, for cache keys.</summary>
    string Fingerprint(DesiredSettings desired, ReconcilePolicy policy);

    /// <summary>Starts the read of the setting by an API call of its own; <see langword="null"/> if the repository's description holds it.</summary>
    Task<object?>? StartRead(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken);

    /// <summary>Reads the setting from a description; called only for settings without a separate API call.</summary>
    object? ReadFrom(RepositoryDescription description);

    /// <summary>Returns the setting of a repository that was created a moment ago.</summary>
    object? ReadAfterCreation(RepositoryCreation creation, RepositoryDescription description);

    /// <summary>Compares the desired value with the observed one; <see langword="null"/> means that the repository has none.</summary>
    IEnumerable<SettingDrift> Compare(DesiredSettings desired, object? observed, ReconcilePolicy policy);

    /// <summary>Adds the desired value to what a repository is created with.</summary>
    RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired);

    /// <summary>Removes from a refused creation the parts that a later change can apply.</summary>
    RepositoryCreation RemoveFromCreation(RepositoryCreation creation);
}
