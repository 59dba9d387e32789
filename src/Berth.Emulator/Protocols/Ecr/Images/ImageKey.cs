using System.Globalization;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>The place of an entry in a listing of images: by push time, then the order of pushes, then tag.</summary>
internal readonly record struct ImageKey(long PushedAt, long Sequence, string Tag) : IComparable<ImageKey>
{
    public static ImageKey Of(StoredImage image, string tag = "") => new(image.PushedAt.UtcTicks, image.Sequence, tag);

    /// <summary>Reads the key in a page token; every listing begins after the least key.</summary>
    public static ImageKey Read(string? token)
    {
        if (PageToken.Read(token) is not { } text)
        {
            return new ImageKey(long.MinValue, 0, string.Empty);
        }

        return text.Split(' ') is [var ticks, var number, var tag]
            && long.TryParse(ticks, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pushedAt)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new ImageKey(pushedAt, sequence, tag)
            : throw Check.Refuse("nextToken", "Invalid token");
    }

    public string ToToken() => PageToken.Write(string.Create(CultureInfo.InvariantCulture, $"{PushedAt} {Sequence} {Tag}"));

    public int CompareTo(ImageKey other)
    {
        var order = PushedAt.CompareTo(other.PushedAt);
        order = order != 0 ? order : Sequence.CompareTo(other.Sequence);
        return order != 0 ? order : string.CompareOrdinal(Tag, other.Tag);
    }
}
