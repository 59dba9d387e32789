namespace Berth.Lifecycle.Model;

/// <summary>One rule of a lifecycle policy. A rule with a lower <see cref="Priority"/> number goes before one with a higher.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"/>
public sealed record LifecycleRule
{
    private LifecycleRule(int priority, string? description, LifecycleSelection selection, LifecycleAction action)
    {
        Priority = priority;
        Description = description;
        Selection = selection;
        Action = action;
    }

    /// <summary>Gets the priority, at least 1 and unique in its policy; the lowest number goes first.</summary>
    public int Priority { get; }

    /// <summary>Gets what the rule's author says about it, or <see langword="null"/>. It has no effect.</summary>
    public string? Description { get; }

    /// <summary>Gets which images the rule is about.</summary>
    public LifecycleSelection Selection { get; }

    /// <summary>Gets what it does to them.</summary>
    public LifecycleAction Action { get; }

    /// <summary>Makes a rule.</summary>
    /// <param name="priority">The priority, at least 1.</param>
    /// <param name="tags">Which images, by their tags.</param>
    /// <param name="count">What is counted.</param>
    /// <param name="action">What is done.</param>
    /// <param name="description">What to say about the rule.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The priority is below 1.</exception>
    /// <exception cref="ArgumentException">The count does not go with the action: see <see cref="LifecycleCount.Allows"/>.</exception>
    public static LifecycleRule Create(
        int priority,
        TagSelection tags,
        LifecycleCount count,
        LifecycleAction action,
        string? description = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, 1);
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(count);
        ArgumentNullException.ThrowIfNull(action);
        return count.Allows(action)
            ? new LifecycleRule(priority, description, new LifecycleSelection(tags, count), action)
            : throw new ArgumentException($"A rule with {count.Type} cannot {action}.", nameof(action));
    }

    /// <summary>The same rule at another priority.</summary>
    /// <param name="priority">The priority, at least 1.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The priority is below 1.</exception>
    public LifecycleRule At(int priority)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, 1);
        return new LifecycleRule(priority, Description, Selection, Action);
    }

    /// <summary>Whether both do the same at the same priority: the description does not count.</summary>
    /// <param name="other">The other rule.</param>
    /// <returns><see langword="true"/> where neither would act where the other does not.</returns>
    public bool MeansTheSameAs(LifecycleRule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Priority == other.Priority && Selection == other.Selection && Action == other.Action;
    }
}
