namespace Berth.Lifecycle.Model;

/// <summary>One rule of a lifecycle policy. A rule with a lower <see cref="Priority"/> number takes precedence.</summary>
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

    /// <summary>Gets the priority, at least 1 and unique in its policy; the lowest number takes precedence.</summary>
    public int Priority { get; }

    /// <summary>Gets the description, or <see langword="null"/>. It has no effect.</summary>
    public string? Description { get; }

    /// <summary>Gets the images that the rule selects.</summary>
    public LifecycleSelection Selection { get; }

    /// <summary>Gets the action on these images.</summary>
    public LifecycleAction Action { get; }

    /// <summary>Creates a rule.</summary>
    /// <param name="priority">The priority, at least 1.</param>
    /// <param name="tags">The selection by tags.</param>
    /// <param name="count">The count.</param>
    /// <param name="action">The action.</param>
    /// <param name="description">The description.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The priority is below 1.</exception>
    /// <exception cref="ArgumentException">The count does not allow the action: see <see cref="LifecycleCount.Allows"/>.</exception>
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

    /// <summary>Returns the same rule with another priority.</summary>
    /// <param name="priority">The priority, at least 1.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The priority is below 1.</exception>
    public LifecycleRule At(int priority)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priority, 1);
        return new LifecycleRule(priority, Description, Selection, Action);
    }

    /// <summary>Returns whether both have the same effect and priority: the description does not matter.</summary>
    /// <param name="other">The other rule.</param>
    /// <returns>Whether both have the same effect.</returns>
    public bool MeansTheSameAs(LifecycleRule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Priority == other.Priority && Selection == other.Selection && Action == other.Action;
    }
}
