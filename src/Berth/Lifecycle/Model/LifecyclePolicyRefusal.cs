namespace Berth.Lifecycle.Model;

/// <summary>The reasons why ECR refuses a lifecycle policy.</summary>
public sealed record LifecyclePolicyRefusal
{
    internal LifecyclePolicyRefusal(IReadOnlyList<LifecyclePolicyFault> faults) => Faults = faults;

    /// <summary>Gets everything that is wrong, in the order in which it was found; at least one.</summary>
    public IReadOnlyList<LifecyclePolicyFault> Faults { get; }

    /// <summary>Gets the message of ECR's <c>InvalidParameterException</c>: one line for each fault.</summary>
    public string Message => LifecycleTexts.Refusal(Faults.Select(static fault => fault.Reason));

    /// <inheritdoc/>
    public bool Equals(LifecyclePolicyRefusal? other) => other is not null && Faults.SequenceEqual(other.Faults);

    /// <inheritdoc/>
    public override int GetHashCode() => Faults.Aggregate(0, static (hash, fault) => HashCode.Combine(hash, fault));

    /// <summary>All faults, each with its place.</summary>
    /// <returns>The faults, separated by semicolons.</returns>
    public override string ToString() => string.Join("; ", Faults);
}
