using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Lifecycle.Evaluation;

/// <summary>The decision of a policy about one image, with its reason.</summary>
public sealed class LifecycleDecision
{
    internal LifecycleDecision(
        LifecycleImage image,
        LifecycleVerdict verdict,
        LifecycleReason reason,
        LifecycleRule? rule = null,
        LifecycleRule? shielded = null,
        Digest? cause = null)
    {
        Image = image;
        Verdict = verdict;
        Reason = reason;
        Rule = rule;
        ShieldedFrom = shielded;
        Cause = cause;
    }

    /// <summary>Gets the image.</summary>
    public LifecycleImage Image { get; }

    /// <summary>Gets the verdict on the image.</summary>
    public LifecycleVerdict Verdict { get; }

    /// <summary>Gets why.</summary>
    public LifecycleReason Reason { get; }

    /// <summary>
    /// Gets the first rule that selects the image, which alone may act on it; for a referrer that follows its subject, the rule that acts on that;
    /// <see langword="null"/> if no rule does so.
    /// </summary>
    public LifecycleRule? Rule { get; }

    /// <summary>Gets the rule that would act on the image if <see cref="Rule"/> did not protect it, or <see langword="null"/>.</summary>
    public LifecycleRule? ShieldedFrom { get; }

    /// <summary>Gets the other image that decides: the subject that is followed, or an index that lists the image; or <see langword="null"/>.</summary>
    public Digest? Cause { get; }

    /// <summary>Gets the reason in words that a person understands.</summary>
    public string Explanation => Reason switch
    {
        LifecycleReason.NotSelected => "no rule selects it",
        LifecycleReason.WithinRule => Text($"rule {Rule!.Priority} selects it and keeps it"),
        LifecycleReason.Shielded => Text($"rule {Rule!.Priority} selects it and keeps it, so rule {ShieldedFrom!.Priority} may not {ShieldedFrom.Action} it"),
        LifecycleReason.FollowsSubject => Rule is null ? Text($"it stays with its subject {Cause}") : Text($"it goes with its subject {Cause}, on which rule {Rule.Priority} acts"),
        LifecycleReason.ReferencedByIndex => Text($"rule {Rule!.Priority} would {Rule.Action} it: Requested image referenced by manifest list: [{Cause}]"),
        _ => Text($"rule {Rule!.Priority}: {Rule.Action}"),
    };

    /// <summary>The decision on one line.</summary>
    /// <returns>The image's digest, the verdict and the explanation.</returns>
    public override string ToString() => Text($"{Image.Digest}: {Verdict}: {Explanation}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
