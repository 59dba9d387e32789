using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>The algorithms of digests: SHA-256 and SHA-512.</summary>
internal static class HashAlgorithms
{
    public const string Sha256 = "sha256";

    private const string Sha512 = "sha512";

    public static IncrementalHash Create(string algorithm) =>
        IncrementalHash.CreateHash(algorithm == Sha512 ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256);

    public static Digest DigestOf(ReadOnlySpan<byte> bytes, string algorithm)
    {
        if (algorithm == Sha512)
        {
            return Digest.Parse($"{Sha512}:{Convert.ToHexStringLower(SHA512.HashData(bytes))}");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Digest.OfSha256(hash);
    }

    /// <summary>Completes a hash and returns it as a digest.</summary>
    public static Digest DigestOf(IncrementalHash hash, string algorithm)
    {
        Span<byte> bytes = stackalloc byte[hash.HashLengthInBytes];
        hash.GetHashAndReset(bytes);
        return algorithm == Sha512 ? Digest.Parse($"{Sha512}:{Convert.ToHexStringLower(bytes)}") : Digest.OfSha256(bytes);
    }
}
