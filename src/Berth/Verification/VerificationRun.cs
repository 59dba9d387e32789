using Berth.Names;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>One verification: follows the references from the manifest to the layers and collects the findings.</summary>
internal sealed class VerificationRun(RetryingReader reader, ImageReference image, ImageExpectations expectations, VerificationLimits limits)
{
    private readonly Findings findings = new(limits.MaxReasons);
    private readonly List<PlatformImage> platforms = [];
    private readonly HashSet<Digest> seen = [];
    private int manifestsRead;
    private Digest? top;

    public async Task<ImageVerdict> RunAsync(CancellationToken cancellationToken)
    {
        var reading = await reader.ReadManifestAsync(image, cancellationToken).ConfigureAwait(false);
        if (reading.Absence is { } absence)
        {
            return new ImageMissing(image, absence);
        }

        if (reading.Fault is { } fault)
        {
            return new ImageUnknown(image, fault);
        }

        if (reading.Refusal is { } refusal)
        {
            return new ImageUnrunnable(image, image.Digest, [refusal]);
        }

        var content = reading.Value!;
        top = image.Digest is { } address ? ContentDigest.Of(content.Bytes.Span, address) : ContentDigest.Of(content.Bytes.Span);
        CheckIdentity(content, top);
        var mediaType = await WalkAsync(content, top, image.Digest, [], cancellationToken).ConfigureAwait(false);
        return Verdict(mediaType);
    }

    public ImageVerdict TimedOut() => findings.Reasons.Count > 0
        ? new ImageUnrunnable(image, top, findings.Reasons)
        : new ImageUnknown(
            image,
            new SourceFault(SourceFaultKind.TimedOut, $"{image.Registry} did not answer all requests within {limits.Timeout.TotalSeconds:0.#} s"));

    private ImageVerdict Verdict(string? mediaType)
    {
        if (findings.Reasons.Count > 0)
        {
            return new ImageUnrunnable(image, top, findings.Reasons);
        }

        return findings.Fault is { } fault
            ? new ImageUnknown(image, fault)
            : new ImageFound(image, top!, mediaType!, platforms);
    }

    private void CheckIdentity(ManifestContent content, Digest actual)
    {
        if (image.Digest is { } asked && asked != actual)
        {
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry returned content with the digest {actual} for {asked}", asked);
        }
        else if (content.StatedDigest is { } stated && !ContentDigest.Matches(content.Bytes.Span, stated))
        {
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry states the digest {stated} for content with the digest {actual}", actual);
        }

        if (expectations.Digest is { } expected && !ContentDigest.Matches(content.Bytes.Span, expected))
        {
            findings.Add(UnrunnableKind.DigestDiffers, $"{image} is {ContentDigest.Of(content.Bytes.Span, expected)}, and {expected} was expected", actual);
        }
    }

    /// <summary>Verifies a manifest that was read, and what it refers to.</summary>
    /// <returns>Its media type, or <see langword="null"/> if it is malformed.</returns>
    private async Task<string?> WalkAsync(
        ManifestContent content,
        Digest digest,
        Digest? address,
        IReadOnlyList<Digest> ancestors,
        CancellationToken cancellationToken,
        ImageDescriptor? entry = null)
    {
        manifestsRead++;
        ParsedManifest manifest;
        try
        {
            manifest = ImageManifestParser.Parse(content, limits.MaxChildren, limits.MaxLayers);
        }
        catch (ManifestFormatException exception)
        {
            findings.Add(exception.Kind, exception.Message, digest);
            return null;
        }

        if (manifest.IsIndex)
        {
            await WalkIndexAsync(manifest, digest, [.. ancestors, address ?? digest], cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var check = new ManifestCheck(reader, image, expectations, limits, findings);
            if (await check.RunAsync(manifest, digest, entry, cancellationToken).ConfigureAwait(false) is { } checkedImage)
            {
                platforms.Add(checkedImage);
            }
        }

        return manifest.MediaType;
    }

    private async Task WalkIndexAsync(ParsedManifest index, Digest digest, IReadOnlyList<Digest> ancestors, CancellationToken cancellationToken)
    {
        if (index.Children.Any(child => RuntimeMediaTypes.IsLayer(child.MediaType) || RuntimeMediaTypes.IsCacheConfig(child.MediaType)))
        {
            findings.Add(UnrunnableKind.BuildCache, "the index lists layers: it is a layer cache of BuildKit and not an image", digest);
            return;
        }

        var chosen = PlatformChoice.Choose(index.Children, expectations.Platform);
        if (chosen.Count == 0)
        {
            findings.Add(
                UnrunnableKind.PlatformMissing,
                expectations.Platform is { } wanted
                    ? $"the index {digest} has no image for {wanted}; it has {PlatformChoice.Describe(index.Children)}"
                    : $"the index {digest} lists no image",
                digest);
            return;
        }

        var reasonsBefore = findings.Reasons.Count;
        var imagesBefore = platforms.Count;
        foreach (var child in chosen)
        {
            await WalkChildAsync(child, ancestors, cancellationToken).ConfigureAwait(false);
        }

        if (platforms.Count > imagesBefore)
        {
            // Entries without a platform had to be read: one that matches is enough.
            findings.Remove(UnrunnableKind.PlatformMissing, reasonsBefore);
        }
    }

    private async Task WalkChildAsync(ImageDescriptor child, IReadOnlyList<Digest> ancestors, CancellationToken cancellationToken)
    {
        if (ancestors.Contains(child.Digest))
        {
            findings.Add(UnrunnableKind.Cycle, $"the index {child.Digest} contains itself", child.Digest);
            return;
        }

        if (!seen.Add(child.Digest))
        {
            return;
        }

        if (!RuntimeMediaTypes.IsIndex(child.MediaType) && !RuntimeMediaTypes.IsManifest(child.MediaType))
        {
            findings.Add(
                UnrunnableKind.UnknownManifestType,
                $"the index's entry {child.Digest} has the media type '{RuntimeMediaTypes.Quoted(child.MediaType)}', which container runtimes do not pull",
                child.Digest);
            return;
        }

        if (ancestors.Count >= limits.MaxDepth)
        {
            findings.Add(UnrunnableKind.TooDeep, $"indexes are nested deeper than {limits.MaxDepth} levels", child.Digest);
            return;
        }

        if (manifestsRead >= limits.MaxManifests)
        {
            findings.Add(UnrunnableKind.TooMany, $"the index leads to more than {limits.MaxManifests} manifests; name the wanted platform", null);
            return;
        }

        var reading = await reader
            .ReadManifestAsync(ImageReference.Of(image.Registry, image.Repository, child.Digest), cancellationToken)
            .ConfigureAwait(false);
        if (reading.Value is not { } content)
        {
            findings.Add(reading, UnrunnableKind.ChildMissing, $"the image {child.Digest} that the index lists for {child.PlatformName ?? "an unknown platform"}", child.Digest);
            return;
        }

        CheckChild(child, content);
        await WalkAsync(
                content with { MediaType = content.MediaType ?? child.MediaType },
                child.Digest,
                child.Digest,
                ancestors,
                cancellationToken,
                child)
            .ConfigureAwait(false);
    }

    private void CheckChild(ImageDescriptor child, ManifestContent content)
    {
        var actual = ContentDigest.Of(content.Bytes.Span, child.Digest);
        if (actual != child.Digest)
        {
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry returned content with the digest {actual} for {child.Digest}", child.Digest);
        }

        if (content.Bytes.Length != child.Size)
        {
            findings.Add(
                UnrunnableKind.SizeDiffers,
                $"the index says that {child.Digest} has {child.Size} bytes, and it has {content.Bytes.Length}",
                child.Digest);
        }
    }
}
