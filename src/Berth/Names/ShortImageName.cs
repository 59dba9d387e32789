using System.Diagnostics.CodeAnalysis;

namespace Berth.Names;

/// <summary>
/// The short names that docker users write: <c>nginx</c> is <c>docker.io/library/nginx:latest</c>, <c>team/app:1</c> is <c>docker.io/team/app:1</c>.
/// A name whose first part is a host is left alone, but for the tag <c>latest</c> where neither tag nor digest is given.
/// </summary>
/// <seealso href="https://docs.docker.com/reference/cli/docker/image/tag/#description"/>
public static class ShortImageName
{
    /// <summary>The host that short names stand for.</summary>
    public const string DockerHub = "docker.io";

    /// <summary>The tag of a name that has none.</summary>
    public const string DefaultTag = "latest";

    private const string OfficialNamespace = "library/";

    /// <summary>Parses an image reference or a short name.</summary>
    /// <param name="text">The name as a user writes it.</param>
    /// <returns>The complete reference.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is neither.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var image, out var reason) ? image : throw new FormatException($"'{text}' is not an image reference: {reason}");

    /// <summary>Parses an image reference or a short name, and says what is wrong with it where it is neither.</summary>
    /// <param name="text">The name as a user writes it.</param>
    /// <param name="image">The complete reference, or <see langword="null"/>.</param>
    /// <param name="reason">What is wrong and with which part, or <see langword="null"/>.</param>
    /// <returns>Whether the text names an image.</returns>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ImageReference? image,
        [NotNullWhen(false)] out string? reason)
    {
        image = null;
        if (string.IsNullOrEmpty(text))
        {
            reason = "it is empty; give an image such as ghcr.io/team/app:1 or nginx";
            return false;
        }

        var unwanted = text.AsSpan().IndexOfAnyExceptInRange('!', '~');
        if (unwanted >= 0)
        {
            reason = $"character {unwanted + 1} is not allowed in an image reference; it has no spaces and only ASCII letters, digits and ./:@_-";
            return false;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            reason = "an image reference has no scheme; remove the text before the host's name";
            return false;
        }

        return ImageReference.TryParse(Complete(text), out image, out reason);
    }

    private static string Complete(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? string.Empty : text[..slash];
        var host = DockerHub;
        var rest = text;
        if (slash >= 0 && IsHost(first))
        {
            host = first.ToLowerInvariant() is "index.docker.io" or "registry-1.docker.io" or DockerHub ? DockerHub : first;
            rest = text[(slash + 1)..];
        }

        if (host == DockerHub && !NameOf(rest).Contains('/', StringComparison.Ordinal))
        {
            rest = OfficialNamespace + rest;
        }

        var at = rest.IndexOf('@', StringComparison.Ordinal);
        var hasTag = NameOf(rest).Length < (at < 0 ? rest.Length : at);
        return at < 0 && !hasTag ? $"{host}/{rest}:{DefaultTag}" : $"{host}/{rest}";
    }

    /// <summary>The part before tag and digest.</summary>
    private static string NameOf(string rest)
    {
        var end = rest.AsSpan().IndexOfAny(':', '@');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Docker's own rule: the first part is a host if it has a dot or a colon, or is localhost, or has a capital letter, which no repository has.</summary>
    private static bool IsHost(string first) =>
        first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
}
