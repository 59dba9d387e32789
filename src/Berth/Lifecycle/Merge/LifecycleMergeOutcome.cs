namespace Berth.Lifecycle.Merge;

/// <summary>What setting a desired lifecycle policy comes to.</summary>
public enum LifecycleMergeOutcome
{
    /// <summary>The repository's policy already does what is desired; there is nothing to set.</summary>
    Unchanged,

    /// <summary>The policy of the result is to be set.</summary>
    Changed,

    /// <summary>What is desired cannot be had without taking something of the operator's away; nothing is to be set.</summary>
    Conflict,
}
