using System.Buffers;

namespace Berth.Cli.Configuration;

/// <summary>The names under which registries are configured and chosen with <c>--registry</c>.</summary>
internal static class RegistryNames
{
    public const string Rule = "give 1 to 64 lower-case letters, digits and hyphens, and not 'default' or 'embedded'";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsLegal(string name) =>
        name.Length is > 0 and <= MaxLength
        && !name.AsSpan().ContainsAnyExcept(Letters)
        && name is not (EffectiveConfiguration.DefaultRegistry or EffectiveConfiguration.EmbeddedRegistry);
}
