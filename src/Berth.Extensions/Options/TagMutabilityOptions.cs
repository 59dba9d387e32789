using Berth.Repositories.Settings.Mutability;

namespace Berth.Extensions.Options;

/// <summary>The tag mutability that repositories are to have.</summary>
public sealed class TagMutabilityOptions
{
    /// <summary>Gets or sets the mode; by default <see cref="TagMutabilityMode.ImmutableWithExclusion"/>.</summary>
    public TagMutabilityMode Mode { get; set; } = TagMutabilityMode.ImmutableWithExclusion;

    /// <summary>
    /// Gets or sets the exclusion filters, at most five; by default <c>cache</c> in the two modes with exclusions and none in the others.
    /// </summary>
    public IList<string>? Filters { get; set; }
}
