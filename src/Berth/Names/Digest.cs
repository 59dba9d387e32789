using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>A content digest: <c>sha256:</c> and 64, or <c>sha512:</c> and 128 hexadecimal digits in lower case.</summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md#digests"/>
[JsonConverter(typeof(ValueJsonConverter<Digest>))]
public sealed record Digest : IValue<Digest>
{
    private const string Sha256 = "sha256";
    private const string Sha512 = "sha512";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly (string Algorithm, int Length)[] Algorithms = [(Sha256, 64), (Sha512, 128)];

    // The bytes of the hash instead of its text: a process may hold several hundred thousand digests.
    private readonly Hash256 first;
    private readonly byte[]? rest;

    private Digest(ReadOnlySpan<byte> hash)
    {
        first = MemoryMarshal.Read<Hash256>(hash);
        rest = hash.Length > Hash256.Length ? hash[Hash256.Length..].ToArray() : null;
    }

    /// <summary>Gets the algorithm's name, <c>sha256</c> or <c>sha512</c>.</summary>
    public string Algorithm => rest is null ? Sha256 : Sha512;

    /// <summary>Gets the encoded part: the hexadecimal digits.</summary>
    public string Hex => Convert.ToHexStringLower(first.AsSpan()) + (rest is null ? string.Empty : Convert.ToHexStringLower(rest));

    /// <summary>Writes a SHA-256 hash as a digest.</summary>
    /// <param name="hash">The 32 bytes of the hash.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="ArgumentException"><paramref name="hash"/> is not 32 bytes long.</exception>
    public static Digest OfSha256(ReadOnlySpan<byte> hash) => hash.Length == 32
        ? new Digest(hash)
        : throw new ArgumentException("A SHA-256 hash is 32 bytes long.", nameof(hash));

    /// <summary>Parses a digest.</summary>
    /// <param name="text">The digest.</param>
    /// <returns>The digest as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid digest, or has an unsupported algorithm.</exception>
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
                Span<byte> hash = stackalloc byte[2 * Hash256.Length];
                Convert.FromHexString(text.AsSpan(algorithm.Length + 1), hash, out _, out var written);
                value = new Digest(hash[..written]);
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
    /// <inheritdoc/>
    public bool Equals(Digest? other) =>
        other is not null && first.AsSpan().SequenceEqual(other.first.AsSpan()) && rest.AsSpan().SequenceEqual(other.rest);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(first.AsSpan());

    /// <summary>Returns the digest as text: the algorithm, a colon and the hexadecimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Concat(Algorithm, ":", Hex);

    [InlineArray(Length)]
    private struct Hash256
    {
        public const int Length = 32;

        private byte element;

        [UnscopedRef]
        public readonly ReadOnlySpan<byte> AsSpan() => MemoryMarshal.CreateReadOnlySpan(in element, Length);
    }
}
