using Berth.Images;

namespace Berth.Lifecycle;

/// <summary>Which images of a repository belong to which others: children to their indexes, referrers to their subjects.</summary>
internal sealed class ImageRelations
{
    private readonly Dictionary<Digest, Digest> indexes = new(DigestComparer.Instance);
    private readonly int[]? subjects;

    public ImageRelations(IReadOnlyList<LifecycleImage> images)
    {
        // Most repositories have few indexes and referrers or none: only digests that are pointed at are worth a place in a table.
        var pointedAt = new Dictionary<Digest, int>(DigestComparer.Instance);
        for (var image = 0; image < images.Count; image++)
        {
            var children = images[image].Children;
            for (var child = 0; child < children.Count; child++)
            {
                indexes.TryAdd(children[child], images[image].Digest);
            }

            if (images[image].Subject is { } subject)
            {
                pointedAt[subject] = -1;
            }
        }

        if (pointedAt.Count > 0)
        {
            subjects = FindSubjects(images, pointedAt);
        }
    }

    /// <summary>The number of the image that a referrer is about in the end, or -1 where it is no referrer or that is not here.</summary>
    public int SubjectOf(int image) => subjects is null ? -1 : subjects[image];

    /// <summary>The first index that lists the image, or <see langword="null"/>.</summary>
    public Digest? IndexOf(LifecycleImage image) => indexes.Count == 0 ? null : indexes.GetValueOrDefault(image.Digest);

    private static int[] FindSubjects(IReadOnlyList<LifecycleImage> images, Dictionary<Digest, int> numbers)
    {
        for (var image = images.Count - 1; image >= 0; image--)
        {
            if (numbers.ContainsKey(images[image].Digest))
            {
                numbers[images[image].Digest] = image;
            }
        }

        var subjects = new int[images.Count];
        for (var image = 0; image < images.Count; image++)
        {
            subjects[image] = images[image].Subject is { } subject ? numbers[subject] : -1;
        }

        return Roots(subjects);
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

            // Digests rule a circle out, but what is stored may be anything: who is in one follows nobody.
            var root = end < 0 ? path[^1] : roots[end] switch { OnTheWay => -1, -1 => end, var known => known };
            foreach (var step in path)
            {
                roots[step] = step == root ? -1 : root;
            }
        }

        return roots;
    }
}
