using System.Text;

namespace Berth.Oci.Configuration;

/// <summary>The reason why a docker configuration cannot be used, with its position in the file. The text does not contain content of the file.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The character in the line, counted from 1.</param>
/// <param name="What">What is wrong.</param>
internal sealed record DockerConfigFault(int Line, int Column, string What)
{
    /// <summary>Creates a fault from an offset in the file.</summary>
    public static DockerConfigFault At(ReadOnlySpan<byte> document, int offset, string what)
    {
        var before = document[..Math.Clamp(offset, 0, document.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new DockerConfigFault(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, what);
    }
}
