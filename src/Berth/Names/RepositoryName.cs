using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Berth.Names;

/// <summary>The name of a repository: path components of lower-case letters and digits, joined by single separators, 2 to 256 characters.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"/>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests"/>
[JsonConverter(typeof(ValueJsonConverter<RepositoryName>))]
public sealed partial record RepositoryName : IValue<RepositoryName>
{
    /// <summary>The grammar of a repository's name as ECR's model has stated it since 2026-02-25.</summary>
    public const string Pattern =
        @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*";

    /// <summary>The least number of characters of a name.</summary>
    public const int MinLength = 2;

    /// <summary>The greatest number of characters of a name.</summary>
    public const int MaxLength = 256;

    private readonly string text;

    private RepositoryName(string text) => this.text = text;

    /// <summary>Parses a repository's name.</summary>
    /// <param name="text">The name.</param>
    /// <returns>The name as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid repository name.</exception>
    public static RepositoryName Parse(string text) => Value.Parse<RepositoryName>(text, "a repository name");

    /// <summary>Parses a repository's name, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The name, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a legal name.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryName? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out RepositoryName? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (text is null or { Length: < MinLength or > MaxLength })
        {
            reason = $"a repository name has {MinLength} to {MaxLength} characters, and this has {text?.Length ?? 0}";
            return false;
        }

        if (!Grammar().IsMatch(text))
        {
            reason = "a repository name is lower-case letters and digits, in parts joined by '.', '_', '__', hyphens or '/'";
            return false;
        }

        value = new RepositoryName(text);
        reason = null;
        return true;
    }

    /// <summary>The name.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => text;

    [GeneratedRegex("^" + Pattern + @"\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
