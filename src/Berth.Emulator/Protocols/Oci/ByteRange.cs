using System.Globalization;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>A range of bytes, both ends included, as the headers of uploads and downloads write it.</summary>
internal readonly record struct ByteRange(long First, long Last)
{
    private const string Unit = "bytes=";

    public long Length => Last - First + 1;

    /// <summary>Reads an upload's <c>Content-Range</c>: <c>{first}-{last}</c>, also as HTTP writes it, <c>bytes {first}-{last}/{total}</c>.</summary>
    public static bool TryParseContentRange(string text, out ByteRange range)
    {
        var span = text.AsSpan().Trim();
        if (span.StartsWith("bytes ", StringComparison.Ordinal))
        {
            span = span["bytes ".Length..];
        }

        var slash = span.IndexOf('/');
        if (slash >= 0)
        {
            span = span[..slash];
        }

        range = default;
        var dash = span.IndexOf('-');
        if (dash < 0 || !TryParse(span[..dash], out var first) || !TryParse(span[(dash + 1)..], out var last) || last < first)
        {
            return false;
        }

        range = new ByteRange(first, last);
        return true;
    }

    /// <summary>Applies a download's <c>Range</c> header to something of a length.</summary>
    /// <param name="text">The header, or <see langword="null"/>.</param>
    /// <param name="length">The length of the whole.</param>
    /// <param name="range">The range that is asked for, cut to the length.</param>
    public static RangeRequest Apply(string? text, long length, out ByteRange range)
    {
        range = new ByteRange(0, length - 1);
        if (text is null || !text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase) || text.Contains(',', StringComparison.Ordinal))
        {
            // Another unit or several ranges: HTTP lets the whole be sent instead.
            return RangeRequest.Whole;
        }

        var span = text.AsSpan(Unit.Length).Trim();
        var dash = span.IndexOf('-');
        if (dash < 0)
        {
            return RangeRequest.Whole;
        }

        var start = span[..dash];
        var end = span[(dash + 1)..];
        if (start.IsEmpty)
        {
            if (!TryParse(end, out var suffix))
            {
                return RangeRequest.Whole;
            }

            range = new ByteRange(Math.Max(0, length - suffix), length - 1);
            return suffix == 0 || length == 0 ? RangeRequest.Unsatisfiable : RangeRequest.Part;
        }

        if (!TryParse(start, out var first))
        {
            return RangeRequest.Whole;
        }

        var last = length - 1;
        if (!end.IsEmpty && !TryParse(end, out last))
        {
            return RangeRequest.Whole;
        }

        range = new ByteRange(first, Math.Min(last, length - 1));
        return first >= length || last < first ? RangeRequest.Unsatisfiable : RangeRequest.Part;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
