using System.Buffers;

namespace Berth.Cli.Configuration;

/// <summary>The names under which registries are configured and chosen with <c>--registry</c>.</summary>
internal static class RegistryNames
{
    public const string Rule = "give 1 to 64 lowercase letters, digits and hyphens, and not 'default' or 'embedded'";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && !name.AsSpan().ContainsAnyExcept(Letters)
        && !IsReserved(name);

    /// <summary>Whether a name means a registry that is not configured under a name.</summary>
    public static bool IsReserved(string name) => name is EffectiveConfiguration.DefaultRegistry or EffectiveConfiguration.EmbeddedRegistry;
}
