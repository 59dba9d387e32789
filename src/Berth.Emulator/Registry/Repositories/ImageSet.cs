using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The images, tags and layers of one repository at one moment, with the indexes that its rules ask for. Immutable: readers take it and
/// never wait; a change makes a new one.
/// </summary>
internal sealed record ImageSet
{
    public static readonly ImageSet Empty = new();

    private ImmutableArray<StoredImage> ordered;
    private ImmutableArray<Tag> sortedTags;

    private ImageSet()
    {
    }

    private ImageSet(ImageSet original)
    {
        Images = original.Images;
        Tags = original.Tags;
        TagsByDigest = original.TagsByDigest;
        Layers = original.Layers;
        Parents = original.Parents;
        Referrers = original.Referrers;
        NextSequence = original.NextSequence;
    }

    /// <summary>The place in the order of pushes that the next image gets.</summary>
    public long NextSequence { get; private init; } = 1;

    public ImmutableDictionary<Digest, StoredImage> Images { get; private init; } = ImmutableDictionary<Digest, StoredImage>.Empty;

    public ImmutableDictionary<Tag, Digest> Tags { get; private init; } = ImmutableDictionary<Tag, Digest>.Empty;

    public ImmutableDictionary<Digest, StoredLayer> Layers { get; private init; } = ImmutableDictionary<Digest, StoredLayer>.Empty;

    /// <summary>Tags of each tagged image, in the order in which they came.</summary>
    private ImmutableDictionary<Digest, ImmutableArray<Tag>> TagsByDigest { get; init; } =
        ImmutableDictionary<Digest, ImmutableArray<Tag>>.Empty;

    /// <summary>The indexes that list a manifest, by the manifest.</summary>
    private ImmutableDictionary<Digest, ImmutableArray<Digest>> Parents { get; init; } =
        ImmutableDictionary<Digest, ImmutableArray<Digest>>.Empty;

    /// <summary>The manifests whose subject a manifest is, by the subject, which need not exist.</summary>
    private ImmutableDictionary<Digest, ImmutableArray<Digest>> Referrers { get; init; } =
        ImmutableDictionary<Digest, ImmutableArray<Digest>>.Empty;

    /// <summary>All images, the earliest pushed first.</summary>
    public ImmutableArray<StoredImage> Ordered
    {
        get
        {
            if (ordered.IsDefault)
            {
                ordered = [.. Images.Values.OrderBy(image => image.PushedAt).ThenBy(image => image.Sequence)];
            }

            return ordered;
        }
    }

    /// <summary>All tags in the order of their characters' codes.</summary>
    public ImmutableArray<Tag> SortedTags
    {
        get
        {
            if (sortedTags.IsDefault)
            {
                sortedTags = [.. Tags.Keys.OrderBy(tag => tag.ToString(), StringComparer.Ordinal)];
            }

            return sortedTags;
        }
    }

    public ImmutableArray<Tag> TagsOf(Digest digest) => TagsByDigest.GetValueOrDefault(digest, []);

    public ImmutableArray<Digest> ParentsOf(Digest digest) => Parents.GetValueOrDefault(digest, []);

    public ImmutableArray<Digest> ReferrersOf(Digest subject) => Referrers.GetValueOrDefault(subject, []);

    public StoredImage? Find(Tag tag) => Tags.TryGetValue(tag, out var digest) ? Find(digest) : null;

    public StoredImage? Find(Digest digest) => Images.GetValueOrDefault(digest);

    /// <summary>Adds an image, or replaces what is known of one that has the same digest.</summary>
    public ImageSet With(StoredImage image)
    {
        var next = Images.ContainsKey(image.Digest) ? Without(image.Digest, keepTags: true) : this;
        return next with
        {
            NextSequence = Math.Max(NextSequence, image.Sequence + 1),
            Images = next.Images.Add(image.Digest, image),
            Parents = image.Children.Distinct().Aggregate(next.Parents, (map, child) => Link(map, child, image.Digest)),
            Referrers = image.Subject is { } subject ? Link(next.Referrers, subject, image.Digest) : next.Referrers,
        };
    }

    /// <summary>Removes an image with all its tags.</summary>
    public ImageSet Without(Digest digest) => Without(digest, keepTags: false);

    /// <summary>Points a tag to an image that is here, moving it away from where it pointed before.</summary>
    public ImageSet WithTag(Tag tag, Digest digest)
    {
        if (Tags.TryGetValue(tag, out var former) && former == digest)
        {
            return this;
        }

        var next = WithoutTag(tag);
        return next with
        {
            Tags = next.Tags.SetItem(tag, digest),
            TagsByDigest = next.TagsByDigest.SetItem(digest, next.TagsOf(digest).Add(tag)),
        };
    }

    public ImageSet WithoutTag(Tag tag)
    {
        if (!Tags.TryGetValue(tag, out var digest))
        {
            return this;
        }

        var rest = TagsOf(digest).Remove(tag);
        return this with
        {
            Tags = Tags.Remove(tag),
            TagsByDigest = rest.IsEmpty ? TagsByDigest.Remove(digest) : TagsByDigest.SetItem(digest, rest),
        };
    }

    public ImageSet WithLayer(StoredLayer layer) => this with { Layers = Layers.SetItem(layer.Digest, layer) };

    public ImageSet WithoutLayer(Digest digest) => this with { Layers = Layers.Remove(digest) };

    private static ImmutableDictionary<Digest, ImmutableArray<Digest>> Link(
        ImmutableDictionary<Digest, ImmutableArray<Digest>> map, Digest key, Digest value) =>
        map.SetItem(key, map.GetValueOrDefault(key, []).Add(value));

    private static ImmutableDictionary<Digest, ImmutableArray<Digest>> Unlink(
        ImmutableDictionary<Digest, ImmutableArray<Digest>> map, Digest key, Digest value)
    {
        var rest = map.GetValueOrDefault(key, []).Remove(value);
        return rest.IsEmpty ? map.Remove(key) : map.SetItem(key, rest);
    }

    private ImageSet Without(Digest digest, bool keepTags)
    {
        if (!Images.TryGetValue(digest, out var image))
        {
            return this;
        }

        var next = keepTags ? this : TagsOf(digest).Aggregate(this, (set, tag) => set.WithoutTag(tag));
        return next with
        {
            Images = next.Images.Remove(digest),
            Parents = image.Children.Distinct().Aggregate(next.Parents, (map, child) => Unlink(map, child, digest)),
            Referrers = image.Subject is { } subject ? Unlink(next.Referrers, subject, digest) : next.Referrers,
        };
    }
}
