namespace Berth.Repositories.Changes;

/// <summary>How a call that was to change a repository ended.</summary>
public enum RecordedOutcome
{
    /// <summary>ECR made the change.</summary>
    Applied,

    /// <summary>ECR refused it: nothing was changed.</summary>
    Refused,

    /// <summary>No usable answer came, or it was not waited for: the change may have been made.</summary>
    Uncertain,
}
