using System.Text.Json;

namespace Berth.Oci.Configuration;

/// <summary>Finds the fault in a document that is not valid JSON, and its position.</summary>
internal static class DockerConfigSyntax
{
    /// <summary>The depth to which Go's parser, and so docker, reads.</summary>
    private const int MaxDepth = 10_000;

    /// <summary>Describes the first fault of a document that a JSON reader has refused.</summary>
    public static DockerConfigFault Describe(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MaxDepth });
        var read = 0;
        try
        {
            while (reader.Read())
            {
                read = (int)reader.BytesConsumed;
            }

            return DockerConfigFault.At(document, read, "the file is nested too deep");
        }
        catch (JsonException)
        {
            var offset = NextToken(document, read);
            return DockerConfigFault.At(document, offset, WhatIsAt(document, offset, IsComplete(document, read)));
        }
    }

    /// <summary>Passes over white space and one comma behind what was read.</summary>
    private static int NextToken(ReadOnlySpan<byte> document, int from)
    {
        var offset = SkipSpace(document, from);
        var next = offset < document.Length && document[offset] == (byte)',' ? SkipSpace(document, offset + 1) : offset;
        return next < document.Length ? next : offset < document.Length ? offset : Math.Max(0, document.Length - 1);
    }

    private static int SkipSpace(ReadOnlySpan<byte> document, int offset)
    {
        while (offset < document.Length && document[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            offset++;
        }

        return offset;
    }

    private static bool IsComplete(ReadOnlySpan<byte> document, int read)
    {
        try
        {
            var reader = new Utf8JsonReader(document[..read]);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string WhatIsAt(ReadOnlySpan<byte> document, int offset, bool isComplete)
    {
        var rest = document[offset..];
        return (rest.StartsWith("//"u8) || rest.StartsWith("/*"u8) || rest.StartsWith("#"u8)) ? "JSON has no comments"
            : isComplete ? "there is text after the configuration, which docker does not read"
            : (rest.StartsWith("}"u8) || rest.StartsWith("]"u8)) ? "a value or member is missing, or there is a comma after the last one"
            : "this is not valid JSON";
    }
}
