using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Merge;

/// <summary>The result of merging a desired policy with the policy of a repository.</summary>
public sealed record LifecycleMergeResult
{
    private LifecycleMergeResult(LifecycleMergeOutcome outcome, LifecyclePolicy? policy, string reason)
    {
        Outcome = outcome;
        Policy = policy;
        Reason = reason;
    }

    /// <summary>Gets the outcome of the merge.</summary>
    public LifecycleMergeOutcome Outcome { get; }

    /// <summary>
    /// Gets the policy to set where the outcome is <see cref="LifecycleMergeOutcome.Changed"/>, the present one where it is
    /// <see cref="LifecycleMergeOutcome.Unchanged"/>, and <see langword="null"/> for a conflict.
    /// </summary>
    public LifecyclePolicy? Policy { get; }

    /// <summary>Gets in one sentence why: which rule is added where, which rule of the operator's already does it, or what is in the way.</summary>
    public string Reason { get; }

    internal static LifecycleMergeResult Unchanged(LifecyclePolicy policy, string reason) =>
        new(LifecycleMergeOutcome.Unchanged, policy, reason);

    internal static LifecycleMergeResult Changed(LifecyclePolicy policy, string reason) =>
        new(LifecycleMergeOutcome.Changed, policy, reason);

    internal static LifecycleMergeResult Conflict(string reason) => new(LifecycleMergeOutcome.Conflict, null, reason);
}
