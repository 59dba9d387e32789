using System.Security.Cryptography;
using Berth.Names;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>One verification: walks from the reference down to the layers and collects what is wrong on the way.</summary>
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
        top = DigestOf(content.Bytes.Span, image.Digest);
        CheckIdentity(content, top);
        var mediaType = await WalkAsync(content, top, image.Digest, [], cancellationToken).ConfigureAwait(false);
        return Verdict(mediaType);
    }

    public ImageVerdict TimedOut() => findings.Reasons.Count > 0
        ? new ImageUnrunnable(image, top, findings.Reasons)
        : new ImageUnknown(
            image,
            new SourceFault(SourceFaultKind.TimedOut, $"{image.Registry} did not answer everything within {limits.Timeout.TotalSeconds:0.#} s"));

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
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry gave content of digest {actual} for {asked}", asked);
        }
        else if (content.StatedDigest is { } stated && stated.Algorithm == actual.Algorithm && stated != actual)
        {
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry states the digest {stated} for content whose digest is {actual}", actual);
        }

        if (expectations.Digest is { } expected && expected != actual && expected != image.Digest)
        {
            findings.Add(UnrunnableKind.DigestDiffers, $"{image} leads to {actual}, and {expected} was expected", actual);
        }
    }

    /// <summary>Looks at a manifest that was read, and at what it refers to.</summary>
    /// <returns>Its media type, or <see langword="null"/> if it cannot be read.</returns>
    private async Task<string?> WalkAsync(
        ManifestContent content,
        Digest digest,
        Digest? address,
        IReadOnlyList<Digest> ancestors,
        CancellationToken cancellationToken,
        Descriptor? entry = null)
    {
        manifestsRead++;
        ParsedManifest manifest;
        try
        {
            manifest = ManifestParser.Parse(content, limits);
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
        if (index.Children.Any(child => MediaTypes.IsLayer(child.MediaType) || MediaTypes.IsCacheConfig(child.MediaType)))
        {
            findings.Add(UnrunnableKind.BuildCache, "the index lists layers: it is a layer cache of BuildKit and no image", digest);
            return;
        }

        var chosen = PlatformChoice.Choose(index.Children, expectations.Platform);
        if (chosen.Count == 0)
        {
            findings.Add(
                UnrunnableKind.PlatformMissing,
                expectations.Platform is { } wanted
                    ? $"the index {digest} has nothing for {wanted}; it has {PlatformChoice.Describe(index.Children)}"
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
            // Entries without a platform had to be looked into: one that fits is enough.
            findings.Forget(UnrunnableKind.PlatformMissing, reasonsBefore);
        }
    }

    private async Task WalkChildAsync(Descriptor child, IReadOnlyList<Digest> ancestors, CancellationToken cancellationToken)
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

        if (!MediaTypes.IsIndex(child.MediaType) && !MediaTypes.IsManifest(child.MediaType))
        {
            findings.Add(
                UnrunnableKind.UnknownManifestType,
                $"the index's entry {child.Digest} has the media type '{MediaTypes.Quoted(child.MediaType)}', which container runtimes do not pull",
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
            findings.Add(UnrunnableKind.TooMany, $"the index leads to more than {limits.MaxManifests} manifests; name the platform that is wanted", null);
            return;
        }

        var reading = await reader
            .ReadManifestAsync(ImageReference.Of(image.Registry, image.Repository, child.Digest), cancellationToken)
            .ConfigureAwait(false);
        if (reading.Value is not { } content)
        {
            findings.Add(reading, UnrunnableKind.ChildMissing, $"the image {child.Digest} that the index lists for {child.PlatformName ?? "some platform"}", child.Digest);
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

    private void CheckChild(Descriptor child, ManifestContent content)
    {
        var actual = DigestOf(content.Bytes.Span, child.Digest);
        if (actual != child.Digest)
        {
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry gave content of digest {actual} for {child.Digest}", child.Digest);
        }

        if (content.Bytes.Length != child.Size)
        {
            findings.Add(
                UnrunnableKind.SizeDiffers,
                $"the index says that {child.Digest} has {child.Size} bytes, and it has {content.Bytes.Length}",
                child.Digest);
        }
    }

    private static Digest DigestOf(ReadOnlySpan<byte> bytes, Digest? like) => like?.Algorithm == "sha512"
        ? Digest.Parse("sha512:" + Convert.ToHexStringLower(SHA512.HashData(bytes)))
        : Digest.OfSha256(SHA256.HashData(bytes));
}
