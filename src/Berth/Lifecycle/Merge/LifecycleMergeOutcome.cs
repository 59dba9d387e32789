namespace Berth.Lifecycle.Merge;

/// <summary>The outcome of merging a desired lifecycle policy.</summary>
public enum LifecycleMergeOutcome
{
    /// <summary>The repository's policy already does what is desired; there is nothing to set.</summary>
    Unchanged,

    /// <summary>The policy of the result is to be set.</summary>
    Changed,

    /// <summary>The desired policy cannot be applied without removing a rule of the operator; nothing is changed.</summary>
    Conflict,
}
