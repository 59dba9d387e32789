using Berth.Cli.Configuration;
using Berth.Names;
using Berth.Verification;

namespace Berth.Cli.Commands;

/// <summary>The arguments of <c>berth verify</c>, checked.</summary>
/// <param name="Image">The image.</param>
/// <param name="Expectations">What it is expected to be.</param>
/// <param name="PushOf">The digest to be pushed, if the command is to say what a push would do.</param>
/// <param name="Wait">How long to wait, or <see langword="null"/> not to wait.</param>
internal sealed record VerifyRequest(ImageReference Image, ImageExpectations Expectations, Digest? PushOf, TimeSpan? Wait)
{
    /// <exception cref="InvalidInputException">Some arguments are invalid; the exception lists all faults.</exception>
    public static VerifyRequest Parse(string imageText, string? digestText, string? expectedText, string? platformText, string? sizeText, string? waitText)
    {
        var faults = new List<Fault>();
        var digest = Value<Digest>(digestText, "--digest", "give sha256: and 64 hexadecimal digits", faults);
        var expected = Value<Digest>(expectedText, "--expect-digest", "give sha256: and 64 hexadecimal digits", faults);
        var platform = Value<Platform>(platformText, "--platform", "give one of those", faults);
        var size = Measured(sizeText, "--max-size", "give bytes, or a number with kB, MB, GB, KiB, MiB or GiB", Quantity.ParseBytes, faults);
        var wait = Measured(waitText, "--wait", "give a time such as 90s, 5m or 1h, at most a day", Quantity.ParseTime, faults);
        var image = ImageOf(imageText, digest, faults);
        if (expected is not null)
        {
            CheckPush(image, digestText ?? platformText ?? sizeText ?? waitText, faults);
        }

        return faults.Count == 0
            ? new VerifyRequest(image!, new ImageExpectations { Digest = digest, Platform = platform, MaxSize = size }, expected, wait)
            : throw new InvalidInputException(faults);
    }

    private static void CheckPush(ImageReference? image, string? other, List<Fault> faults)
    {
        if (other is not null)
        {
            faults.Add(new Fault("--expect-digest", "it cannot be combined with other expectations", "leave out --digest, --platform, --max-size and --wait"));
        }

        if (image is { Tag: null } or { Digest: not null })
        {
            faults.Add(new Fault("IMAGE", $"'{image}' does not name a tag to push to", "give the image with its tag alone"));
        }
    }

    /// <summary>An image without tag and digest is that of <c>--digest</c>, not that of the tag <c>latest</c>.</summary>
    private static ImageReference? ImageOf(string text, Digest? digest, List<Fault> faults)
    {
        if (!ShortImageName.TryParse(text, out var image, out var reason))
        {
            faults.Add(new Fault("IMAGE", $"'{text}' is not a valid image: {reason}", "give an image such as ghcr.io/team/app:1"));
            return null;
        }

        var hasTag = image.Tag is not null && text.EndsWith($":{image.Tag}", StringComparison.Ordinal);
        return digest is not null && image.Digest is null && !hasTag ? ImageReference.Of(image.Registry, image.Repository, digest) : image;
    }

    private static TValue? Value<TValue>(string? text, string where, string remedy, List<Fault> faults)
        where TValue : class, IValue<TValue>
    {
        if (text is not null && !TValue.TryParse(text, out _, out var reason))
        {
            faults.Add(new Fault(where, $"'{text}' is not valid: {reason}", remedy));
        }

        return text is not null && TValue.TryParse(text, out var value, out _) ? value : null;
    }

    private static T? Measured<T>(string? text, string where, string remedy, Func<string, T?> parse, List<Fault> faults)
        where T : struct
    {
        var value = text is null ? null : parse(text);
        if (text is not null && value is null)
        {
            faults.Add(new Fault(where, $"'{text}' is not valid", remedy));
        }

        return value;
    }
}
