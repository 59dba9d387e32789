namespace Berth.Repositories.Changes;

/// <summary>What became of a repository's settings in one preparation.</summary>
public enum SettingsOutcome
{
    /// <summary>The repository is as desired and nothing had to be changed.</summary>
    Unchanged,

    /// <summary>The repository was created, with all its settings.</summary>
    Created,

    /// <summary>Differences were removed. Some may have been skipped beside them.</summary>
    Updated,

    /// <summary>Something failed or was not finished; the next deployment goes on where this one stopped.</summary>
    Incomplete,

    /// <summary>There are differences, and all of them were left alone; or the registry is not ECR, which has no such settings.</summary>
    Skipped,
}
