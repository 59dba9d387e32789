using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>Chooses the entries of an index that container runtimes pull.</summary>
/// <seealso href="https://github.com/containerd/containerd/blob/main/core/images/handlers.go"/>
internal static class PlatformChoice
{
    /// <summary>
    /// Returns the entries to verify. Attestations and artifacts are passed over if there is any other entry. For a wanted platform that is the first entry of
    /// the best rank; without one, the entries that state no platform, which only their content shows. For Windows it is one entry for each version, because
    /// a node uses the entry of its own version. Without a wanted platform all entries are returned.
    /// </summary>
    public static IReadOnlyList<ImageDescriptor> Choose(IReadOnlyList<ImageDescriptor> children, Platform? wanted)
    {
        var images = Images(children);
        if (wanted is null)
        {
            return images;
        }

        var matcher = new PlatformMatcher(wanted);
        var ranked = images.Select(child => (Child: child, Rank: matcher.Rank(child.Os, child.Architecture, child.Variant))).Where(each => each.Rank is not null).ToList();
        if (ranked.Count == 0)
        {
            return [.. images.Where(child => child.PlatformName is null)];
        }

        var best = ranked.Min(each => each.Rank);
        return [.. ranked.Where(each => each.Rank == best).Select(each => each.Child).DistinctBy(child => wanted.Os == "windows" ? child.OsVersion : null)];
    }

    /// <summary>Describes the platforms that an index offers, for a message; ten at most.</summary>
    public static string Describe(IReadOnlyList<ImageDescriptor> children)
    {
        var names = children.Where(child => child.MayBeImage).Select(child => child.PlatformName).OfType<string>().Distinct().ToList();
        return names.Count switch
        {
            0 => "no platforms",
            > 10 => $"{string.Join(", ", names.Take(10))} and {names.Count - 10} more",
            _ => string.Join(", ", names),
        };
    }

    /// <summary>An index of artifacts alone is looked into, so that the verdict names them.</summary>
    private static List<ImageDescriptor> Images(IReadOnlyList<ImageDescriptor> children)
    {
        var images = children.Where(child => child.MayBeImage).ToList();
        return images.Count > 0 ? images : [.. children.Where(child => !child.IsAttestation)];
    }
}
