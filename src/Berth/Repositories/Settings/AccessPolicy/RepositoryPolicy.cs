using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Berth.Policies;

namespace Berth.Repositories.Settings.AccessPolicy;

/// <summary>
/// A repository policy: the permissions of principals in a repository, as an IAM policy document of at most 10,240 characters. Two policies are equal if
/// they mean the same: the order of statements and lists, spacing, a single value or a list of one, an account's id or its root ARN,
/// <c>"*"</c> or <c>{"AWS":"*"}</c> do not count.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html"/>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
[JsonConverter(typeof(ValueJsonConverter<RepositoryPolicy>))]
public sealed record RepositoryPolicy : IValue<RepositoryPolicy>
{
    /// <summary>The greatest number of characters of a policy.</summary>
    public const int MaxLength = 10_240;

    private readonly string text;

    private RepositoryPolicy(string text, PolicyDocument document)
    {
        this.text = text;
        Document = document;
    }

    internal PolicyDocument Document { get; }

    /// <summary>Parses a policy.</summary>
    /// <param name="text">The policy document as JSON.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid policy document.</exception>
    public static RepositoryPolicy Parse(string text) => Value.Parse<RepositoryPolicy>(text, "a repository policy");

    /// <summary>Parses a policy, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The policy, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a policy document.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryPolicy? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out RepositoryPolicy? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            reason = "it is empty; a policy is a JSON object with a Statement";
            return false;
        }

        if (text.Length > MaxLength)
        {
            reason = $"a policy has at most {MaxLength} characters, and this has {text.Length}";
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            value = PolicyDocument.TryRead(json.RootElement, out var document, out reason)
                ? new RepositoryPolicy(text, document)
                : null;
        }
        catch (JsonException exception)
        {
            reason = $"it is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})";
        }

        if (value is null)
        {
            reason ??= "it is not a policy document";
            return false;
        }

        reason = null;
        return true;
    }

    /// <summary>Whether both mean the same.</summary>
    /// <param name="other">The other policy.</param>
    /// <returns>Whether setting one for the other would change nothing.</returns>
    public bool Equals(RepositoryPolicy? other) => other is not null && Document.MeansTheSameAs(other.Document);

    /// <inheritdoc/>
    public override int GetHashCode() => Document.Statements.Count == 0 ? 0 : Document.Canonical.GetHashCode(StringComparison.Ordinal);

    /// <summary>The policy as it was written.</summary>
    /// <returns>The text that parses back to an equal policy.</returns>
    public override string ToString() => text;
}
