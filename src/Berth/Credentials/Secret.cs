using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Credentials;

/// <summary>A password, token or key. Messages, logs, debuggers and serialised values do not contain its text; only its <c>Reveal</c> method returns it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string text;

    /// <summary>Initializes a new instance of the <see cref="Secret"/> class.</summary>
    /// <param name="text">The secret's text; never empty.</param>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        this.text = text;
    }

    /// <summary>Returns the text.</summary>
    /// <returns>The secret's text.</returns>
    public string Reveal() => text;

    /// <summary>Compares in a time that does not depend on where the texts differ.</summary>
    /// <param name="other">The other secret.</param>
    /// <returns>Whether both are the same text.</returns>
    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(other.text));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>A placeholder, the same for every secret.</summary>
    /// <returns><c>(hidden)</c>.</returns>
    public override string ToString() => "(hidden)";
}
