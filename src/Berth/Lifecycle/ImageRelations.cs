using Berth.Images;

namespace Berth.Lifecycle;

/// <summary>Which images of a repository belong to which others: children to their indexes, referrers to their subjects.</summary>
internal sealed class ImageRelations
{
    private readonly Dictionary<Digest, Digest> indexes = [];
    private readonly int[]? subjects;

    public ImageRelations(LifecycleImage[] images)
    {
        foreach (var image in images)
        {
            foreach (var child in image.Children)
            {
                indexes.TryAdd(child, image.Digest);
            }
        }

        if (images.Any(static image => image.Subject is not null))
        {
            subjects = FindSubjects(images);
        }
    }

    /// <summary>The number of the image that a referrer is about in the end, or <see langword="null"/> where it is none or that is not here.</summary>
    public int? SubjectOf(int image) => subjects is null || subjects[image] < 0 ? null : subjects[image];

    /// <summary>The first index that lists the image, or <see langword="null"/>.</summary>
    public Digest? IndexOf(LifecycleImage image) => indexes.Count == 0 ? null : indexes.GetValueOrDefault(image.Digest);

    private static int[] FindSubjects(LifecycleImage[] images)
    {
        var numbers = new Dictionary<Digest, int>(images.Length);
        for (var image = 0; image < images.Length; image++)
        {
            numbers.TryAdd(images[image].Digest, image);
        }

        var subjects = new int[images.Length];
        for (var image = 0; image < images.Length; image++)
        {
            subjects[image] = images[image].Subject is { } subject && numbers.TryGetValue(subject, out var number) ? number : -1;
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
