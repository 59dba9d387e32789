namespace Berth.Repositories.Settings.Mutability;

/// <summary>A repository's tag mutability: the mode, and in the two exclusion modes one to five filters, whose order does not matter.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html"/>
public sealed record TagMutability
{
    /// <summary>The greatest number of exclusion filters that ECR takes.</summary>
    public const int MaxFilters = 5;

    private TagMutability(TagMutabilityMode mode, IReadOnlyList<ExclusionFilter> filters)
    {
        Mode = mode;
        Filters = filters;
    }

    /// <summary>Gets the setting under which every tag may move.</summary>
    public static TagMutability Mutable { get; } = new(TagMutabilityMode.Mutable, []);

    /// <summary>Gets the setting under which no tag may move.</summary>
    public static TagMutability Immutable { get; } = new(TagMutabilityMode.Immutable, []);

    /// <summary>Gets the mode.</summary>
    public TagMutabilityMode Mode { get; }

    /// <summary>Gets the exclusion filters, each once, in the order of their text.</summary>
    public IReadOnlyList<ExclusionFilter> Filters { get; }

    /// <summary>Builds a setting whose mode and filters fit each other.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="filters">One to five filters in an exclusion mode, none in the other two; a filter given twice counts once.</param>
    /// <returns>The setting, or <see langword="null"/> if the filters do not fit the mode.</returns>
    public static TagMutability? Create(TagMutabilityMode mode, IEnumerable<ExclusionFilter> filters)
    {
        ExclusionFilter[] distinct = [.. filters.Distinct().OrderBy(filter => filter.ToString(), StringComparer.Ordinal)];
        var excludes = mode is TagMutabilityMode.ImmutableWithExclusion or TagMutabilityMode.MutableWithExclusion;
        return distinct.Length > MaxFilters || distinct.Length > 0 != excludes ? null : new TagMutability(mode, distinct);
    }

    /// <inheritdoc/>
    public bool Equals(TagMutability? other) =>
        other is not null && Mode == other.Mode && Filters.SequenceEqual(other.Filters);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mode, Filters.Count, Filters.Count > 0 ? Filters[0] : null);

    /// <summary>The mode and the filters, for messages.</summary>
    /// <returns>Such as <c>ImmutableWithExclusion (cache)</c>.</returns>
    public override string ToString() => Filters.Count == 0 ? Mode.ToString() : $"{Mode} ({string.Join(", ", Filters)})";
}
