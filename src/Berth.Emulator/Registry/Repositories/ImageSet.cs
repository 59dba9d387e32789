using System.Collections.Immutable;
using Berth.Emulator.Registry.Collections;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The images, tags and layers of one repository at one moment, with the sorted views that requests need. Immutable: readers use it
/// without locks. A change creates a new set in O(log n); a page is read in O(log n + page).
/// </summary>
internal sealed record ImageSet
{
    public static readonly ImageSet Empty = new();

    private ImageSet()
    {
    }

    /// <summary>The sequence of the next image.</summary>
    public long NextSequence { get; private init; } = 1;

    /// <summary>The order of the next tag.</summary>
    public long NextTagOrder { get; private init; } = 1;

    public int Count => Images.Count;

    public bool IsEmpty => Count == 0;

    public int TagCount => Tags.Count;

    public LayerMap Layers => new(LayersByDigest, LayerReferences);

    private SortedTree<Digest, ImageEntry, ImageEntry.ByDigest> Images { get; init; } =
        SortedTree<Digest, ImageEntry, ImageEntry.ByDigest>.Empty;

    private SortedTree<(long, long), StoredImage, ImageEntry.ByPush> ImagesByPush { get; init; } =
        SortedTree<(long, long), StoredImage, ImageEntry.ByPush>.Empty;

    private SortedTree<string, TagEntry, TagEntry.ByName> Tags { get; init; } = SortedTree<string, TagEntry, TagEntry.ByName>.Empty;

    private SortedTree<Digest, StoredLayer, LayerEntry> LayersByDigest { get; init; } = SortedTree<Digest, StoredLayer, LayerEntry>.Empty;

    private SortedTree<Digest, (Digest Digest, int Images), LayerEntry> LayerReferences { get; init; } =
        SortedTree<Digest, (Digest Digest, int Images), LayerEntry>.Empty;

    private SortedTree<ImageLink, ImageLink, ImageLink.ByTarget> Parents { get; init; } =
        SortedTree<ImageLink, ImageLink, ImageLink.ByTarget>.Empty;

    private SortedTree<ImageLink, ImageLink, ImageLink.ByTarget> Referrers { get; init; } =
        SortedTree<ImageLink, ImageLink, ImageLink.ByTarget>.Empty;

    public static ImageSet Of(StoredContents contents)
    {
        StoredImage[] images = [.. contents.Images];
        StoredImage[] pushed = [.. contents.Images];
        StoredLayer[] layers = [.. contents.Layers];
        Array.Sort(images, static (one, other) => DigestOrder.Compare(one.Digest, other.Digest));
        Array.Sort(pushed, static (one, other) => ImageEntry.ByPush.Compare(ImageEntry.ByPush.KeyOf(one), ImageEntry.ByPush.KeyOf(other)));
        Array.Sort(layers, static (one, other) => DigestOrder.Compare(one.Digest, other.Digest));
        var tags = contents.Tags.Select(tag => new TagEntry(tag.Tag, tag.Digest)).ToArray();
        Array.Sort(tags, static (one, other) => string.CompareOrdinal(one.Tag.ToString(), other.Tag.ToString()));
        var tagsByDigest = contents.Tags.GroupBy(tag => tag.Digest).ToDictionary(
            group => group.Key, group => group.OrderBy(tag => tag.Order).Select(tag => tag.Tag).ToImmutableArray());
        return new ImageSet
        {
            NextSequence = images.Select(image => image.Sequence).DefaultIfEmpty(0).Max() + 1,
            NextTagOrder = contents.Tags.Select(tag => tag.Order).DefaultIfEmpty(0).Max() + 1,
            Images = SortedTree<Digest, ImageEntry, ImageEntry.ByDigest>.OfSorted(
                [.. images.Select(image => new ImageEntry(image, tagsByDigest.GetValueOrDefault(image.Digest, [])))]),
            ImagesByPush = SortedTree<(long, long), StoredImage, ImageEntry.ByPush>.OfSorted(pushed),
            Tags = SortedTree<string, TagEntry, TagEntry.ByName>.OfSorted(tags),
            LayersByDigest = SortedTree<Digest, StoredLayer, LayerEntry>.OfSorted(layers),
            LayerReferences = Counted(images),
            Parents = Linked(images.SelectMany(ParentLinks)),
            Referrers = Linked(images.Where(image => image.Subject is not null).Select(SubjectLink)),
        };
    }

    /// <summary>Enumerates all images, the earliest pushed first.</summary>
    public IEnumerable<StoredImage> InPushOrder() => ImagesByPush.All();

    /// <summary>Enumerates the images from a position in the order of pushes on.</summary>
    public IEnumerable<StoredImage> InPushOrder(long pushedAt, long sequence) => ImagesByPush.From((pushedAt, sequence));

    /// <summary>Enumerates all tags, sorted by the codes of their characters.</summary>
    public IEnumerable<Tag> SortedTags() => Tags.All().Select(entry => entry.Tag);

    /// <summary>Enumerates the tags after a text, which need not be a tag of the repository.</summary>
    public IEnumerable<Tag> SortedTags(string after) =>
        Tags.From(after).Select(entry => entry.Tag).SkipWhile(tag => string.Equals(tag.ToString(), after, StringComparison.Ordinal));

    /// <summary>Gets the tags of an image, in the order in which it got them.</summary>
    public ImmutableArray<Tag> TagsOf(Digest digest) => Images.TryFind(digest, out var entry) ? entry.Tags : [];

    /// <summary>Gets the indexes that list an image, in the order of their pushes.</summary>
    public ImmutableArray<Digest> ParentsOf(Digest digest) => [.. LinksTo(Parents, digest)];

    /// <summary>Enumerates the images whose subject an image is, in the order of their pushes. The subject need not exist.</summary>
    public IEnumerable<Digest> ReferrersOf(Digest subject) => LinksTo(Referrers, subject);

    public StoredImage? Find(Tag tag) => Tags.TryFind(tag.ToString(), out var entry) ? Find(entry.Digest) : null;

    public StoredImage? Find(Digest digest) => Images.TryFind(digest, out var entry) ? entry.Image : null;

    public bool Contains(Tag tag) => Tags.Contains(tag.ToString());

    /// <summary>Adds an image, or replaces the data of the image that has the same digest.</summary>
    public ImageSet With(StoredImage image)
    {
        if (Images.TryFind(image.Digest, out var known) && !HasSameLinks(known.Image, image))
        {
            var tags = known.Tags;
            var without = Without(image.Digest);
            return tags.Aggregate(without.With(image), (set, tag) => set.WithTag(tag, image.Digest));
        }

        var next = this with
        {
            NextSequence = Math.Max(NextSequence, image.Sequence + 1),
            Images = Images.Set(new ImageEntry(image, TagsOf(image.Digest))),
            ImagesByPush = ImagesByPush.Set(image),
        };
        return known.Image is not null
            ? next
            : next with
            {
                LayerReferences = image.Layers.Distinct().Aggregate(LayerReferences, (counts, layer) => Adjusted(counts, layer, 1)),
                Parents = ParentLinks(image).Aggregate(Parents, (links, link) => links.Set(link)),
                Referrers = image.Subject is null ? Referrers : Referrers.Set(SubjectLink(image)),
            };
    }

    /// <summary>Removes an image with all its tags.</summary>
    public ImageSet Without(Digest digest)
    {
        if (!Images.TryFind(digest, out var entry))
        {
            return this;
        }

        var image = entry.Image;
        return this with
        {
            Images = Images.Remove(digest),
            ImagesByPush = ImagesByPush.Remove(ImageEntry.ByPush.KeyOf(image)),
            Tags = entry.Tags.Aggregate(Tags, (tags, tag) => tags.Remove(tag.ToString())),
            LayerReferences = image.Layers.Distinct().Aggregate(LayerReferences, (counts, layer) => Adjusted(counts, layer, -1)),
            Parents = ParentLinks(image).Aggregate(Parents, (links, link) => links.Remove(link)),
            Referrers = image.Subject is null ? Referrers : Referrers.Remove(SubjectLink(image)),
        };
    }

    /// <summary>Points a tag to an image of the set. A tag that points to another image moves.</summary>
    public ImageSet WithTag(Tag tag, Digest digest)
    {
        if (Tags.TryFind(tag.ToString(), out var known) && known.Digest == digest)
        {
            return this;
        }

        var next = WithoutTag(tag);
        return next.Images.TryFind(digest, out var entry)
            ? next with
            {
                NextTagOrder = NextTagOrder + 1,
                Tags = next.Tags.Set(new TagEntry(tag, entry.Image.Digest)),
                Images = next.Images.Set(entry with { Tags = entry.Tags.Add(tag) }),
            }
            : throw new InvalidOperationException($"the repository has no image {digest} for the tag {tag}");
    }

    public ImageSet WithoutTag(Tag tag)
    {
        if (!Tags.TryFind(tag.ToString(), out var known))
        {
            return this;
        }

        return this with
        {
            Tags = Tags.Remove(tag.ToString()),
            Images = Images.TryFind(known.Digest, out var entry) ? Images.Set(entry with { Tags = entry.Tags.Remove(tag) }) : Images,
        };
    }

    public ImageSet WithLayer(StoredLayer layer) => this with { LayersByDigest = LayersByDigest.Set(layer) };

    public ImageSet WithoutLayer(Digest digest) => this with { LayersByDigest = LayersByDigest.Remove(digest) };

    private static bool HasSameLinks(StoredImage one, StoredImage other) =>
        one.PushedAt == other.PushedAt
        && one.Sequence == other.Sequence
        && one.Subject == other.Subject
        && one.Children.SequenceEqual(other.Children)
        && one.Layers.SequenceEqual(other.Layers);

    private static IEnumerable<ImageLink> ParentLinks(StoredImage image) =>
        image.Children.Distinct().Select(child => new ImageLink(child, image.PushedAt.UtcTicks, image.Sequence, image.Digest));

    private static ImageLink SubjectLink(StoredImage image) =>
        new(image.Subject!, image.PushedAt.UtcTicks, image.Sequence, image.Digest);

    private static IEnumerable<Digest> LinksTo(SortedTree<ImageLink, ImageLink, ImageLink.ByTarget> links, Digest target) => links
        .From(new ImageLink(target, long.MinValue, long.MinValue, null))
        .TakeWhile(link => link.Target == target)
        .Select(link => link.Source!);

    private static SortedTree<ImageLink, ImageLink, ImageLink.ByTarget> Linked(IEnumerable<ImageLink> links) =>
        SortedTree<ImageLink, ImageLink, ImageLink.ByTarget>.OfSorted(
            [.. links.Order(Comparer<ImageLink>.Create(ImageLink.ByTarget.Compare))]);

    private static SortedTree<Digest, (Digest Digest, int Images), LayerEntry> Counted(StoredImage[] images)
    {
        var counts = new Dictionary<Digest, int>(images.Length);
        foreach (var layer in images.SelectMany(image => image.Layers.Length < 2 ? image.Layers : image.Layers.Distinct()))
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, layer, out _)++;
        }

        var sorted = counts.Select(count => (Digest: count.Key, Images: count.Value)).ToArray();
        Array.Sort(sorted, static (one, other) => DigestOrder.Compare(one.Digest, other.Digest));
        return SortedTree<Digest, (Digest Digest, int Images), LayerEntry>.OfSorted(sorted);
    }

    private static SortedTree<Digest, (Digest Digest, int Images), LayerEntry> Adjusted(
        SortedTree<Digest, (Digest Digest, int Images), LayerEntry> counts, Digest layer, int change)
    {
        var images = (counts.TryFind(layer, out var known) ? known.Images : 0) + change;
        return images == 0 ? counts.Remove(layer) : counts.Set((known.Digest ?? layer, images));
    }
}
