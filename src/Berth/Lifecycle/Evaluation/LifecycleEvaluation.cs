namespace Berth.Lifecycle.Evaluation;

/// <summary>The evaluation of a policy for a repository at one time: a decision for every image.</summary>
public sealed class LifecycleEvaluation
{
    internal LifecycleEvaluation(DecisionList decisions, int[] oldestFirst)
    {
        Decisions = decisions;
        Actions = decisions.Actions(oldestFirst);
    }

    /// <summary>Gets one decision for each image, in the order in which the images were given; each is made when it is read.</summary>
    public IReadOnlyList<LifecycleDecision> Decisions { get; }

    /// <summary>Gets the decisions that are not to keep an image, the oldest image first, which is the order in which they are to be carried out.</summary>
    public IReadOnlyList<LifecycleDecision> Actions { get; }

    /// <summary>Gets the decisions to remove an image, the oldest first.</summary>
    public IEnumerable<LifecycleDecision> Expiring => Actions.Where(static decision => decision.Verdict == LifecycleVerdict.Expire);

    /// <summary>Gets the decisions to archive an image, the oldest first.</summary>
    public IEnumerable<LifecycleDecision> Archiving => Actions.Where(static decision => decision.Verdict == LifecycleVerdict.Archive);

    /// <summary>Gets the decisions that cannot be carried out because an index references the image, the oldest first.</summary>
    public IEnumerable<LifecycleDecision> Failed => Actions.Where(static decision => decision.Verdict == LifecycleVerdict.Failed);
}
