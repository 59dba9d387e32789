using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>
/// What an image runs on: operating system, architecture and, where there are several, the architecture's variant: <c>linux/amd64</c>,
/// <c>linux/arm/v7</c>. Only the platforms of <see cref="Known"/> are accepted: a misspelt one would never be found in any index.
/// </summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md#image-index-property-descriptions"/>
[JsonConverter(typeof(ValueJsonConverter<Platform>))]
public sealed record Platform : IValue<Platform>
{
    private static readonly string[] KnownNames =
    [
        "linux/amd64", "linux/amd64/v2", "linux/amd64/v3", "linux/amd64/v4", "linux/arm64", "linux/arm/v5", "linux/arm/v6", "linux/arm/v7",
        "linux/386", "linux/ppc64le", "linux/s390x", "linux/riscv64", "linux/loong64", "linux/mips64", "linux/mips64le", "linux/ppc64",
        "windows/amd64", "windows/arm64", "freebsd/amd64", "freebsd/arm64", "darwin/amd64", "darwin/arm64", "wasip1/wasm", "wasi/wasm",
    ];

    private static readonly FrozenSet<string> KnownSet = KnownNames.ToFrozenSet(StringComparer.Ordinal);

    private Platform(string os, string architecture, string? variant)
    {
        Os = os;
        Architecture = architecture;
        Variant = variant;
    }

    /// <summary>Gets the names of all platforms that are accepted, in their normal form.</summary>
    public static IReadOnlyList<string> Known => KnownNames;

    /// <summary>Gets the operating system, such as <c>linux</c>.</summary>
    public string Os { get; }

    /// <summary>Gets the architecture in Go's spelling, such as <c>amd64</c>.</summary>
    public string Architecture { get; }

    /// <summary>Gets the variant of the architecture, such as <c>v7</c>, or <see langword="null"/> where the plain one is meant.</summary>
    public string? Variant { get; }

    /// <summary>Parses a platform.</summary>
    /// <param name="text">The platform: <c>os/architecture</c> or <c>os/architecture/variant</c>. <c>x86_64</c> and <c>aarch64</c> are understood.</param>
    /// <returns>The platform in its normal form.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a supported platform; the message lists the supported ones.</exception>
    public static Platform Parse(string text) => Value.Parse<Platform>(text, "a platform");

    /// <summary>Parses a platform, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The platform, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a known platform.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Platform? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Platform? value,
        [NotNullWhen(false)] out string? reason)
    {
        var parts = text?.Split('/') ?? [];
        if (parts.Length is 2 or 3 && parts.All(part => part.Length > 0))
        {
            var platform = Normal(parts[0], parts[1], parts.Length == 3 ? parts[2] : null);
            if (KnownSet.Contains(platform.ToString()))
            {
                value = platform;
                reason = null;
                return true;
            }
        }

        value = null;
        reason = $"a platform is os/architecture[/variant], one of {string.Join(", ", KnownNames)}";
        return false;
    }

    /// <summary>
    /// Says how well an image made for another platform runs on this one, as container runtimes choose among an index's images: the exact platform
    /// first, then lower variants of the same architecture.
    /// </summary>
    /// <param name="os">The operating system that the image states.</param>
    /// <param name="architecture">The architecture that the image states.</param>
    /// <param name="variant">The variant that the image states, if any.</param>
    /// <returns>A number that is the greater the better it fits, or <see langword="null"/> if such an image does not run here.</returns>
    public int? Fit(string? os, string? architecture, string? variant)
    {
        if (string.IsNullOrEmpty(os) || string.IsNullOrEmpty(architecture))
        {
            return null;
        }

        var image = Normal(os, architecture, string.IsNullOrEmpty(variant) ? null : variant);
        if (image.Os != Os || image.Architecture != Architecture)
        {
            return null;
        }

        if (image.Variant == Variant)
        {
            return int.MaxValue;
        }

        var offered = VariantNumber(image);
        return offered is not null && VariantNumber(this) is { } wanted && offered < wanted ? offered : null;
    }

    /// <summary>The platform in its normal form.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    private static Platform Normal(string os, string architecture, string? variant)
    {
        os = os.ToLowerInvariant();
        architecture = architecture.ToLowerInvariant();
        variant = variant?.ToLowerInvariant();
        return (architecture, variant) switch
        {
            ("x86_64" or "x86-64" or "amd64", null or "v1") => new Platform(os, "amd64", null),
            ("x86_64" or "x86-64", _) => new Platform(os, "amd64", variant),
            ("aarch64" or "arm64", null or "8" or "v8") => new Platform(os, "arm64", null),
            ("armhf", null) or ("arm", null or "7") => new Platform(os, "arm", "v7"),
            ("armel", null) or ("arm", "6") => new Platform(os, "arm", "v6"),
            ("arm", "5") => new Platform(os, "arm", "v5"),
            ("i386", null) => new Platform(os, "386", null),
            _ => new Platform(os, architecture, variant),
        };
    }

    /// <summary>The variants of amd64 and arm are numbered, and a machine runs those with lower numbers; no other architecture's are.</summary>
    private static int? VariantNumber(Platform platform) => platform switch
    {
        { Architecture: "amd64", Variant: null } => 1,
        { Architecture: "amd64" or "arm", Variant: ['v', >= '1' and <= '9' and var digit] } => digit - '0',
        _ => null,
    };
}
