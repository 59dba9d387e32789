using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>The binary form of digests in a store: the hash alone for one digest, each hash preceded by its length for a list.</summary>
internal static class DigestBytes
{
    private const int Sha256Length = 32;
    private const int Sha512Length = 64;

    public static byte[] Write(Digest digest) => Convert.FromHexString(digest.Hex);

    /// <summary>Writes a list, or <see langword="null"/> for an empty list.</summary>
    public static byte[]? Write(ImmutableArray<Digest> digests)
    {
        if (digests.IsDefaultOrEmpty)
        {
            return null;
        }

        var bytes = new List<byte>(digests.Length * (Sha256Length + 1));
        foreach (var digest in digests)
        {
            var hash = Write(digest);
            bytes.Add((byte)hash.Length);
            bytes.AddRange(hash);
        }

        return [.. bytes];
    }

    /// <exception cref="FormatException">The bytes are not a digest.</exception>
    public static Digest Read(ReadOnlySpan<byte> hash) => hash.Length switch
    {
        Sha256Length => Digest.OfSha256(hash),
        Sha512Length => Digest.Parse("sha512:" + Convert.ToHexStringLower(hash)),
        _ => throw new FormatException($"a digest has 32 or 64 bytes, not {hash.Length}"),
    };

    /// <exception cref="FormatException">The bytes are not a list of digests.</exception>
    public static ImmutableArray<Digest> ReadList(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        var digests = ImmutableArray.CreateBuilder<Digest>(bytes.Length / (Sha256Length + 1));
        while (!bytes.IsEmpty)
        {
            var length = bytes[0];
            if (length >= bytes.Length)
            {
                throw new FormatException("a list of digests is cut off");
            }

            digests.Add(Read(bytes.Slice(1, length)));
            bytes = bytes[(1 + length)..];
        }

        return digests.DrainToImmutable();
    }
}
