using System.Buffers;
using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Emulator.Storage;

internal static class SequenceExtensions
{
    /// <summary>Gets the memory segments of a sequence, for one gathering write.</summary>
    public static List<ReadOnlyMemory<byte>> ToSegments(this in ReadOnlySequence<byte> bytes)
    {
        var segments = new List<ReadOnlyMemory<byte>>();
        foreach (var segment in bytes)
        {
            if (!segment.IsEmpty)
            {
                segments.Add(segment);
            }
        }

        return segments;
    }

    public static void AppendSequence(this IncrementalHash hash, in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            hash.AppendData(segment.Span);
        }
    }

    /// <summary>Computes the digest of a sequence by an algorithm.</summary>
    public static Digest DigestBy(this in ReadOnlySequence<byte> bytes, string algorithm)
    {
        if (bytes.IsSingleSegment)
        {
            return HashAlgorithms.DigestOf(bytes.FirstSpan, algorithm);
        }

        using var hash = HashAlgorithms.Create(algorithm);
        hash.AppendSequence(bytes);
        return HashAlgorithms.DigestOf(hash, algorithm);
    }
}
