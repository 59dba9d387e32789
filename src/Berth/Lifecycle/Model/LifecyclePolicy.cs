using System.Diagnostics.CodeAnalysis;

namespace Berth.Lifecycle.Model;

/// <summary>A lifecycle policy that ECR accepts: 1 to 50 consistent rules, at most 30,720 characters as JSON.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"/>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html"/>
public sealed record LifecyclePolicy
{
    /// <summary>The maximum number of rules.</summary>
    public const int MaxRules = 50;

    /// <summary>The minimum number of characters of a policy's text.</summary>
    public const int MinTextLength = 100;

    /// <summary>The maximum number of characters of a policy's text.</summary>
    public const int MaxTextLength = 30_720;

    private readonly string text;

    private LifecyclePolicy(IReadOnlyList<LifecycleRule> rules, string text)
    {
        Rules = rules;
        this.text = text;
    }

    /// <summary>Gets the default policy: one rule at priority 1, by which untagged images older than 3 days expire.</summary>
    public static LifecyclePolicy Default { get; } = Create(LifecycleRule.Create(
        1,
        TagSelection.Untagged,
        LifecycleCount.DaysSincePushed(3),
        LifecycleAction.Expire,
        "Expire untagged images older than 3 days"));

    /// <summary>Gets the rules, the highest priority (the lowest number) first.</summary>
    public IReadOnlyList<LifecycleRule> Rules { get; }

    /// <summary>Creates a policy from rules.</summary>
    /// <param name="rules">The rules, in any order.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="InvalidInputException">The rules are not consistent; the exception has all faults.</exception>
    public static LifecyclePolicy Create(params IReadOnlyList<LifecycleRule> rules) =>
        TryCreate(rules, out var policy, out var refusal)
            ? policy
            : throw new InvalidInputException(
                [.. refusal.Faults.Select(static fault => new Fault($"lifecycle policy {fault.Where}".TrimEnd(), fault.Reason, "correct the rule"))]);

    /// <summary>Creates a policy from rules, if they are consistent.</summary>
    /// <param name="rules">The rules, in any order.</param>
    /// <param name="policy">The policy, or <see langword="null"/>.</param>
    /// <param name="refusal">The faults in ECR's words, or <see langword="null"/>.</param>
    /// <returns>Whether the rules are consistent.</returns>
    public static bool TryCreate(
        IReadOnlyList<LifecycleRule> rules,
        [NotNullWhen(true)] out LifecyclePolicy? policy,
        [NotNullWhen(false)] out LifecyclePolicyRefusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var faults = RuleAgreement.Check([.. rules.Select(static (rule, index) => ($"/rules/{index}", rule))]);
        IReadOnlyList<LifecycleRule> sorted = [.. rules.OrderBy(static rule => rule.Priority)];
        var text = LifecyclePolicyWriter.Write(sorted);
        if (text.Length > MaxTextLength)
        {
            faults.Add(new LifecyclePolicyFault(string.Empty, LifecycleTexts.TooLong()));
        }

        policy = faults.Count == 0 ? new LifecyclePolicy(sorted, text) : null;
        refusal = faults.Count == 0 ? null : new LifecyclePolicyRefusal(faults);
        return policy is not null;
    }

    /// <summary>Parses a policy's JSON.</summary>
    /// <param name="text">The JSON.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a policy that ECR accepts; the message is ECR's.</exception>
    public static LifecyclePolicy Parse(string text) =>
        TryParse(text, out var policy, out var refusal) ? policy : throw new FormatException(refusal.Message);

    /// <summary>Parses a policy's JSON, if ECR would accept it.</summary>
    /// <param name="text">The JSON, 100 to 30,720 characters.</param>
    /// <param name="policy">The policy, or <see langword="null"/>.</param>
    /// <param name="refusal">All faults in ECR's words, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a policy.</returns>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out LifecyclePolicy? policy,
        [NotNullWhen(false)] out LifecyclePolicyRefusal? refusal)
    {
        var faults = LifecyclePolicyParser.Parse(text, out var rules);
        if (faults.Count > 0)
        {
            policy = null;
            refusal = new LifecyclePolicyRefusal(faults);
            return false;
        }

        return TryCreate(rules, out policy, out refusal);
    }

    /// <summary>Returns whether both have the same effect: the order of rules and lists, spacing, defaults and descriptions do not matter.</summary>
    /// <param name="other">The other policy.</param>
    /// <returns>Whether both have the same effect.</returns>
    public bool MeansTheSameAs(LifecyclePolicy? other) =>
        other is not null
        && Rules.Count == other.Rules.Count
        && Rules.Zip(other.Rules).All(static pair => pair.First.MeansTheSameAs(pair.Second));

    /// <summary>Returns whether both have equal rules, including descriptions; the order in the text does not matter.</summary>
    /// <param name="other">The other policy.</param>
    /// <returns>Whether all rules are equal.</returns>
    public bool Equals(LifecyclePolicy? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(0, static (hash, rule) => HashCode.Combine(hash, rule));

    /// <summary>Returns the policy as compact JSON, as in ECR's answers: rules by priority, without spaces and defaults.</summary>
    /// <returns>The text that parses back to an equal policy.</returns>
    public override string ToString() => text;
}
