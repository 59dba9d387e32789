using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Tests.Storage;

internal static class BlobTesting
{
    public static byte[] Random(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static Digest DigestOf(byte[] bytes) => Digest.OfSha256(SHA256.HashData(bytes));

    public static Digest Sha512Of(byte[] bytes) => Digest.Parse("sha512:" + Convert.ToHexStringLower(SHA512.HashData(bytes)));

    /// <summary>Creates a request body in pieces of the given size.</summary>
    public static IncomingBytes Incoming(byte[] bytes, long? first = null, bool announced = true, int piece = 4096) =>
        new(PipeReader.Create(Pieces(bytes, piece)), first, announced ? bytes.Length : null);

    /// <summary>Creates a request body after which the connection is lost.</summary>
    public static IncomingBytes Broken(byte[] bytes, long announced) =>
        new(PipeReader.Create(new BreakingStream(bytes)), null, announced);

    public static async Task<byte[]> ReadAsync(BlobReader content, long offset = 0, long? count = null)
    {
        using var memory = new MemoryStream();
        var writer = PipeWriter.Create(memory, new StreamPipeWriterOptions(leaveOpen: true));
        await content.CopyToAsync(writer, offset, count ?? content.Length, TestContext.Current.CancellationToken);
        await writer.CompleteAsync();
        return memory.ToArray();
    }

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, int size)
    {
        var first = new Segment(bytes.AsMemory(0, Math.Min(size, bytes.Length)));
        var last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            last = last.Then(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("the connection was lost");
        }
    }
}
