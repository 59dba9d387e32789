using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>
/// The platforms that containerd accepts for a node's platform, the best one first: the platform itself, its lower variants, and the 32-bit architecture that
/// the processor also runs.
/// </summary>
/// <seealso href="https://github.com/containerd/platforms/blob/main/compare.go"/>
internal sealed class PlatformMatcher
{
    private readonly string os;
    private readonly List<(string Architecture, string Variant)> accepted;

    public PlatformMatcher(Platform wanted)
    {
        os = wanted.Os;
        var (architecture, variant) = Normalize(wanted.Architecture, wanted.Variant);
        accepted = [.. Accepted(architecture, variant)];
    }

    /// <summary>Ranks a platform that an image states.</summary>
    /// <returns>0 for the best, greater for worse, or <see langword="null"/> if a node of the wanted platform does not accept it.</returns>
    public int? Rank(string? statedOs, string? statedArchitecture, string? statedVariant)
    {
        if (string.IsNullOrEmpty(statedOs) || string.IsNullOrEmpty(statedArchitecture) || NormalizeOs(statedOs) != os)
        {
            return null;
        }

        var index = accepted.IndexOf(Normalize(statedArchitecture, statedVariant));
        return index < 0 ? null : index;
    }

    private static IEnumerable<(string Architecture, string Variant)> Accepted(string architecture, string variant) => (architecture, variant) switch
    {
        ("amd64", _) => [.. Descending("amd64", variant.Length == 0 ? 1 : variant[1] - '0', 1), ("386", string.Empty)],
        ("arm64", "v8") => [("arm64", "v8"), .. Descending("arm", 8, 5)],
        ("arm", ['v', >= '5' and <= '8' and var digit]) => Descending("arm", digit - '0', 5),
        _ => [(architecture, variant)],
    };

    /// <summary>In containerd's normal form, amd64 has no variant for v1.</summary>
    private static IEnumerable<(string Architecture, string Variant)> Descending(string architecture, int from, int to) =>
        Enumerable.Range(to, from - to + 1).Reverse().Select(number => (architecture, architecture == "amd64" && number == 1 ? string.Empty : $"v{number}"));

    private static string NormalizeOs(string os) => os.ToLowerInvariant() is var lower && lower == "macos" ? "darwin" : lower;

    /// <seealso href="https://github.com/containerd/platforms/blob/main/database.go"/>
    private static (string Architecture, string Variant) Normalize(string architecture, string? variant)
    {
        var given = (variant ?? string.Empty).ToLowerInvariant();
        return architecture.ToLowerInvariant() switch
        {
            "i386" => ("386", string.Empty),
            "x86_64" or "x86-64" or "amd64" => ("amd64", given == "v1" ? string.Empty : given),
            "aarch64" or "arm64" => ("arm64", given is "" or "8" ? "v8" : given),
            "armhf" => ("arm", "v7"),
            "armel" => ("arm", "v6"),
            "arm" => ("arm", given switch { "" or "7" => "v7", "5" or "6" or "8" => "v" + given, _ => given }),
            var other => (other, given),
        };
    }
}
