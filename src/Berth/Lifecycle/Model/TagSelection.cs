namespace Berth.Lifecycle.Model;

/// <summary>
/// The images that a rule selects by their tags. A list is an AND: each of its patterns or prefixes must match at least one tag of the image, and
/// different ones may match different tags.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"/>
public sealed record TagSelection
{
    private TagSelection(TagStatus status, IReadOnlyList<TagPattern> patterns, IReadOnlyList<string> prefixes)
    {
        Status = status;
        Patterns = patterns;
        Prefixes = prefixes;
    }

    /// <summary>Gets the selection of all images.</summary>
    public static TagSelection Any { get; } = new(TagStatus.Any, [], []);

    /// <summary>Gets the selection of the images without tags.</summary>
    public static TagSelection Untagged { get; } = new(TagStatus.Untagged, [], []);

    /// <summary>Gets the tag status.</summary>
    public TagStatus Status { get; }

    /// <summary>Gets the patterns, in the order of the text; empty unless the selection is by patterns.</summary>
    public IReadOnlyList<TagPattern> Patterns { get; }

    /// <summary>Gets the prefixes, in the order of the text; empty unless the selection is by prefixes.</summary>
    public IReadOnlyList<string> Prefixes { get; }

    /// <summary>Selects the images whose tags match each of the patterns.</summary>
    /// <param name="patterns">The patterns, at least one.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="ArgumentException">There is no pattern.</exception>
    public static TagSelection ByPatterns(params IReadOnlyList<TagPattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return patterns.Count > 0
            ? new TagSelection(TagStatus.Tagged, [.. patterns], [])
            : throw new ArgumentException("A selection by patterns needs at least one.", nameof(patterns));
    }

    /// <summary>Selects the images whose tags match each of the prefixes.</summary>
    /// <param name="prefixes">The prefixes, at least one, none empty.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="ArgumentException">There is no prefix, or an empty one.</exception>
    public static TagSelection ByPrefixes(params IReadOnlyList<string> prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        return prefixes.Count > 0 && prefixes.All(static prefix => !string.IsNullOrEmpty(prefix))
            ? new TagSelection(TagStatus.Tagged, [], [.. prefixes])
            : throw new ArgumentException("A selection by prefixes needs at least one, and none may be empty.", nameof(prefixes));
    }

    /// <summary>Returns whether both are the same selection: the order of a list and repetitions in it do not matter.</summary>
    /// <param name="other">The other selection.</param>
    /// <returns>Whether both are the same selection.</returns>
    public bool Equals(TagSelection? other) =>
        other is not null
        && Status == other.Status
        && Patterns.ToHashSet().SetEquals(other.Patterns)
        && Prefixes.ToHashSet(StringComparer.Ordinal).SetEquals(other.Prefixes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = (int)Status;
        foreach (var pattern in Patterns.Distinct())
        {
            hash ^= pattern.GetHashCode();
        }

        foreach (var prefix in Prefixes.Distinct(StringComparer.Ordinal))
        {
            hash ^= StringComparer.Ordinal.GetHashCode(prefix) * 31;
        }

        return hash;
    }
}
