using System.Text.RegularExpressions;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>The digest of a layer as the API's shapes have it.</summary>
internal static partial class LayerDigest
{
    public const string Pattern = "[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+";

    public static bool IsWellFormed(string text) => Grammar().IsMatch(text);

    /// <summary>Reads one that a request must have.</summary>
    public static string Read(string? text, string member)
    {
        var digest = Check.Required(text, member);
        return IsWellFormed(digest) ? digest : throw Check.Refuse(member, $"must satisfy regular expression '{Pattern}'");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9\-_+.]+:[a-fA-F0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
