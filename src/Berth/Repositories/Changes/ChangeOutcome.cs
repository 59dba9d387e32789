namespace Berth.Repositories.Changes;

/// <summary>What became of one difference between a repository and its desired settings.</summary>
public enum ChangeOutcome
{
    /// <summary>It is gone: the change was made.</summary>
    Applied,

    /// <summary>ECR refused the change, or the setting could not be read. The next deployment tries again.</summary>
    Failed,

    /// <summary>It was not finished: the budget ended, or a change that must come first was not made. The next deployment goes on.</summary>
    Unfinished,

    /// <summary>The policy says to leave it alone.</summary>
    Skipped,

    /// <summary>Nothing can remove it without losing something of the operator's, or nothing can at all.</summary>
    Conflict,
}
