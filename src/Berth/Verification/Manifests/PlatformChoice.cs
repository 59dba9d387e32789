using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>Chooses the entries of an index that a runtime would take.</summary>
internal static class PlatformChoice
{
    /// <summary>
    /// The entries that fit the platform best, nested indexes and entries without a platform, which only their content tells; without a wanted
    /// platform, every entry that is no attestation.
    /// </summary>
    public static IReadOnlyList<Descriptor> Choose(IReadOnlyList<Descriptor> children, Platform? wanted)
    {
        var images = children.Where(child => !child.IsAttestation).ToList();
        if (wanted is null)
        {
            return images;
        }

        var fits = images.Select(child => (Child: child, Fit: wanted.Fit(child.Os, child.Architecture, child.Variant))).ToList();
        var best = fits.Max(fit => fit.Fit);
        return best is not null
            ? [.. fits.Where(fit => fit.Fit == best).Select(fit => fit.Child)]
            : [.. images.Where(child => child.PlatformName is null)];
    }

    /// <summary>The platforms that an index offers, for a message; ten at most.</summary>
    public static string Describe(IReadOnlyList<Descriptor> children)
    {
        var names = children.Where(child => !child.IsAttestation).Select(child => child.PlatformName).OfType<string>().Distinct().ToList();
        return names.Count switch
        {
            0 => "no platforms",
            > 10 => $"{string.Join(", ", names.Take(10))} and {names.Count - 10} more",
            _ => string.Join(", ", names),
        };
    }
}
