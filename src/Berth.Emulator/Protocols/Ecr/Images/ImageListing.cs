using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>Pages through the images of a repository, the earliest pushed first.</summary>
internal static class ImageListing
{
    /// <summary>Returns one page of entries and the token of the next page.</summary>
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
        var page = new List<T?>(Math.Min(most, images.Count));
        var last = default(ImageKey);
        foreach (var (key, entry) in images.InPushOrder(after.PushedAt, after.Sequence).SelectMany(entriesOf))
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
}
