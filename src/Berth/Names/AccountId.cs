using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>An AWS account id: exactly twelve digits. ECR calls it the registry id, for an account has one private registry per region.</summary>
/// <seealso href="https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html"/>
[JsonConverter(typeof(ValueJsonConverter<AccountId>))]
public sealed record AccountId : IValue<AccountId>
{
    private const int Length = 12;

    private readonly string text;

    private AccountId(string text) => this.text = text;

    /// <summary>Parses an account id.</summary>
    /// <param name="text">Twelve digits.</param>
    /// <returns>The account id.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not twelve digits.</exception>
    public static AccountId Parse(string text) => Value.Parse<AccountId>(text, "an AWS account id");

    /// <summary>Parses an account id, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The account id, or <see langword="null"/>.</param>
    /// <returns>Whether the text is an account id.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccountId? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out AccountId? value,
        [NotNullWhen(false)] out string? reason)
    {
        if (text is { Length: Length } && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            value = new AccountId(text);
            reason = null;
            return true;
        }

        value = null;
        reason = "an account id is 12 digits, such as 123456789012";
        return false;
    }

    /// <summary>The twelve digits.</summary>
    /// <returns>The account id as text, which parses back to the same value.</returns>
    public override string ToString() => text;
}
