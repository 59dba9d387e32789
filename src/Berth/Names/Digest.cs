using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>A content digest: <c>sha256:</c> and 64, or <c>sha512:</c> and 128 hexadecimal digits in lower case.</summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests"/>
[JsonConverter(typeof(ValueJsonConverter<Digest>))]
public sealed record Digest : IValue<Digest>
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly (string Algorithm, int Length)[] Algorithms = [("sha256", 64), ("sha512", 128)];

    private readonly string text;
    private readonly int colon;

    private Digest(string text, int colon)
    {
        this.text = text;
        this.colon = colon;
    }

    /// <summary>Gets the algorithm's name, <c>sha256</c> or <c>sha512</c>.</summary>
    public string Algorithm => text[..colon];

    /// <summary>Gets the encoded part: the hexadecimal digits.</summary>
    public string Hex => text[(colon + 1)..];

    /// <summary>Writes a SHA-256 hash as a digest.</summary>
    /// <param name="hash">The 32 bytes of the hash.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="ArgumentException"><paramref name="hash"/> is not 32 bytes long.</exception>
    public static Digest OfSha256(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new Digest("sha256:" + Convert.ToHexStringLower(hash), 6)
        : throw new ArgumentException("A SHA-256 hash is 32 bytes long.", nameof(hash));

    /// <summary>Parses a digest.</summary>
    /// <param name="text">The digest.</param>
    /// <returns>The digest as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is no digest, or of another algorithm.</exception>
    public static Digest Parse(string text) => Value.Parse<Digest>(text, "a digest");

    /// <summary>Parses a digest, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The digest, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a digest.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Digest? value,
        [NotNullWhen(false)] out string? reason)
    {
        foreach (var (algorithm, length) in Algorithms)
        {
            if (text is not null
                && text.Length == algorithm.Length + 1 + length
                && text.StartsWith(algorithm, StringComparison.Ordinal)
                && text[algorithm.Length] == ':'
                && !text.AsSpan(algorithm.Length + 1).ContainsAnyExcept(HexDigits))
            {
                value = new Digest(text, algorithm.Length);
                reason = null;
                return true;
            }
        }

        value = null;
        reason = "a digest is sha256: and 64, or sha512: and 128 hexadecimal digits in lower case";
        return false;
    }

    /// <summary>The algorithm, a colon and the hexadecimal digits.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => text;
}
