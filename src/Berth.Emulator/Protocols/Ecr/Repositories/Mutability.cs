using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>Tag mutability and its exclusion filters, between the wire and the state.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"/>
internal static partial class Mutability
{
    private const string ModeMember = "imageTagMutability";
    private const string FiltersMember = "imageTagMutabilityExclusionFilters";
    private const string FilterPattern = "^[0-9a-zA-Z._*-]{1,128}$";
    private const int MaxFilters = 5;
    private const int MaxWildcards = 2;

    private static readonly string[] Modes = ["MUTABLE", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION"];

    public static string Text(MutabilityMode mode) => Modes[(int)mode];

    public static IReadOnlyList<ExclusionFilterShape?>? Shapes(ImmutableArray<string> filters) =>
        filters.IsEmpty ? null : [.. filters.Select(filter => new ExclusionFilterShape("WILDCARD", filter))];

    /// <summary>Checks a mode with its filters, which must come with the exclusion modes and with no other.</summary>
    public static (MutabilityMode Mode, ImmutableArray<string> Filters) Read(string mode, IReadOnlyList<ExclusionFilterShape?>? filters)
    {
        var parsed = (MutabilityMode)Check.OneOf(mode, Modes, ModeMember);
        var hasExclusion = parsed is MutabilityMode.ImmutableWithExclusion or MutabilityMode.MutableWithExclusion;
        if (filters is null)
        {
            return hasExclusion
                ? throw Check.Refuse(FiltersMember, $"ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as {mode}")
                : (parsed, []);
        }

        Check.Count(filters, 1, MaxFilters, FiltersMember);
        if (!hasExclusion)
        {
            throw Check.Refuse(FiltersMember, $"ImageTagMutabilityExclusionFilters must be null when imageTagMutability is set as {mode}");
        }

        return (parsed, [.. filters.Select(ReadFilter)]);
    }

    private static string ReadFilter(ExclusionFilterShape? shape, int index)
    {
        var member = $"{FiltersMember}.{index + 1}.member";
        if (shape is null)
        {
            throw Check.Refuse(member, "Member must not be null");
        }

        Check.OneOf(Check.Required(shape.FilterType, member + ".filterType"), ["WILDCARD"], member + ".filterType");
        var filter = Check.Length(Check.Required(shape.Filter, member + ".filter"), 1, 128, member + ".filter");
        if (!FilterGrammar().IsMatch(filter))
        {
            throw Check.Refuse(member + ".filter", $"must satisfy regular expression '{FilterPattern}'");
        }

        return filter.Count(character => character == '*') <= MaxWildcards
            ? filter
            : throw Check.Refuse(member + ".filter", $"must not have more than {MaxWildcards} wildcards");
    }

    [GeneratedRegex(@"^[0-9a-zA-Z._*-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilterGrammar();
}
