using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>Computes the digests of contents.</summary>
internal static class ContentDigest
{
    /// <summary>Computes the SHA-256 digest.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => Digest.OfSha256(SHA256.HashData(bytes));

    /// <summary>Computes the digest by the algorithm of another one, to which it is compared.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes, Digest like) => like.Algorithm == "sha512"
        ? Digest.Parse("sha512:" + Convert.ToHexStringLower(SHA512.HashData(bytes)))
        : Of(bytes);

    /// <summary>Returns whether the content has the digest.</summary>
    public static bool Matches(ReadOnlySpan<byte> bytes, Digest digest) => Of(bytes, digest) == digest;
}
