using System.Collections.Immutable;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>Pages through the images of a repository, the earliest pushed first.</summary>
internal static class ImageListing
{
    /// <summary>Gives one page of entries and the token of the next.</summary>
    /// <param name="images">The images.</param>
    /// <param name="token">The request's token.</param>
    /// <param name="size">The request's size of a page.</param>
    /// <param name="entriesOf">The entries of an image, in the order of their keys.</param>
    public static (List<T?> Page, string? NextToken) Of<T>(
        ImageSet images, string? token, int? size, Func<StoredImage, IEnumerable<(ImageKey Key, T Entry)>> entriesOf)
        where T : class
    {
        var after = ImageKey.Read(token);
        var most = size ?? Page.DefaultSize;
        var page = new List<T?>(Math.Min(most, images.Images.Count));
        var last = default(ImageKey);
        foreach (var (key, entry) in From(images.Ordered, after).SelectMany(entriesOf))
        {
            if (key.CompareTo(after) <= 0)
            {
                continue;
            }

            if (page.Count == most)
            {
                return (page, last.ToToken());
            }

            page.Add(entry);
            last = key;
        }

        return (page, null);
    }

    private static IEnumerable<StoredImage> From(ImmutableArray<StoredImage> ordered, ImageKey after)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var key = ImageKey.Of(ordered[middle]);
            if (key.PushedAt < after.PushedAt || (key.PushedAt == after.PushedAt && key.Sequence < after.Sequence))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (var index = low; index < ordered.Length; index++)
        {
            yield return ordered[index];
        }
    }
}
