using System.Text;

namespace Berth.Oci.Configuration;

/// <summary>Checks that a docker configuration is UTF-8 without a byte order mark, the only encoding that docker reads.</summary>
internal static class DockerConfigEncoding
{
    /// <exception cref="DockerConfigFormatException">The file has another encoding.</exception>
    public static void Check(ReadOnlySpan<byte> document)
    {
        if (document.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            throw Fault(document, 0, "the file begins with a byte order mark, which docker refuses; save it as UTF-8 without one");
        }

        if (document.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || document.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || document.Contains((byte)0))
        {
            throw Fault(document, 0, "the file is UTF-16 or binary; save it as UTF-8");
        }

        var rest = document;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                throw Fault(document, document.Length - rest.Length, "the file is not valid UTF-8");
            }

            rest = rest[length..];
        }
    }

    private static DockerConfigFormatException Fault(ReadOnlySpan<byte> document, int offset, string what) => new(DockerConfigFault.At(document, offset, what));
}
