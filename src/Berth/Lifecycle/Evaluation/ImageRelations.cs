using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Berth.Names;

namespace Berth.Lifecycle.Evaluation;

/// <summary>The relations between the images of a repository: from children to their indexes and from referrers to their subjects.</summary>
internal sealed class ImageRelations
{
    private readonly Digest?[]? indexes;
    private readonly int[]? subjects;

    public ImageRelations(LifecycleImage[] images)
    {
        // Most repositories have few indexes and referrers or none: only digests that are pointed at are worth a place in a table.
        var pointedAt = new Dictionary<Digest, Place>(DigestComparer.Instance);
        var hasSubjects = false;
        foreach (var image in images)
        {
            for (var child = 0; child < image.Children.Count; child++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(pointedAt, image.Children[child], out _).Index ??= image.Digest;
            }

            if (image.Subject is { } subject)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(pointedAt, subject, out _);
                hasSubjects = true;
            }
        }

        if (pointedAt.Count == 0)
        {
            return;
        }

        indexes = Find(images, pointedAt);
        if (hasSubjects)
        {
            subjects = Roots([.. images.Select(image => image.Subject is { } subject ? pointedAt[subject].Number - 1 : -1)]);
        }
    }

    /// <summary>Gets the number of the image that a referrer finally refers to, or -1 if it is not a referrer or that image does not exist.</summary>
    public int SubjectOf(int image) => subjects is null ? -1 : subjects[image];

    /// <summary>The first index that lists the image, or <see langword="null"/>.</summary>
    public Digest? IndexOf(int image) => indexes?[image];

    /// <summary>Notes in the table which images are pointed at, and gives the index that lists each image.</summary>
    private static Digest?[] Find(LifecycleImage[] images, Dictionary<Digest, Place> pointedAt)
    {
        var indexes = new Digest?[images.Length];
        for (var image = 0; image < images.Length; image++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(pointedAt, images[image].Digest);
            if (Unsafe.IsNullRef(ref place))
            {
                continue;
            }

            indexes[image] = place.Index;
            if (place.Number == 0)
            {
                place.Number = image + 1;
            }
        }

        return indexes;
    }

    /// <summary>A signature of an SBOM follows the image of the SBOM: each walk ends at an image without a subject, and is remembered.</summary>
    private static int[] Roots(int[] subjects)
    {
        const int Unknown = -2;
        const int OnTheWay = -3;
        var roots = new int[subjects.Length];
        Array.Fill(roots, Unknown);
        var path = new List<int>();
        for (var image = 0; image < subjects.Length; image++)
        {
            path.Clear();
            var end = image;
            for (; end >= 0 && roots[end] == Unknown; end = subjects[end])
            {
                roots[end] = OnTheWay;
                path.Add(end);
            }

            // Digests rule out a cycle, but the input may contain one: an image in a cycle follows no other image.
            var root = end < 0 ? path[^1] : roots[end] switch { OnTheWay => -1, -1 => end, var known => known };
            foreach (var step in path)
            {
                roots[step] = step == root ? -1 : root;
            }
        }

        return roots;
    }

    /// <summary>The entry of a digest: the number of its image, counted from 1, and the first index that lists it.</summary>
    private struct Place
    {
        public int Number;
        public Digest? Index;
    }
}
