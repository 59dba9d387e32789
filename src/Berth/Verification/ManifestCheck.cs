using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Verifies one image's manifest: its media types, platform, blobs and size.</summary>
internal sealed class ManifestCheck(
    RetryingReader reader,
    ImageReference image,
    ImageExpectations expectations,
    VerificationLimits limits,
    Findings findings)
{
    /// <returns>The image, or <see langword="null"/> if it is not an image, or not for the wanted platform.</returns>
    public async Task<PlatformImage?> RunAsync(ParsedManifest manifest, Digest digest, ImageDescriptor? entry, CancellationToken cancellationToken)
    {
        var config = manifest.Config!;
        if (!IsImage(manifest, digest))
        {
            return null;
        }

        var (isMatch, platform) = await CheckConfigAsync(config, digest, entry, cancellationToken).ConfigureAwait(false);
        if (!isMatch)
        {
            return null;
        }

        CheckLayerTypes(manifest);
        await CheckBlobsAsync(manifest, cancellationToken).ConfigureAwait(false);
        var size = SizeOf(manifest);
        if (expectations.MaxSize is { } max && size > max)
        {
            findings.Add(UnrunnableKind.TooLarge, $"the image {digest} has {size} bytes, and at most {max} are allowed", digest);
        }

        return new PlatformImage(platform, digest, size);
    }

    private bool IsImage(ParsedManifest manifest, Digest digest)
    {
        var config = manifest.Config!;
        if (RuntimeMediaTypes.IsCacheConfig(config.MediaType))
        {
            findings.Add(UnrunnableKind.BuildCache, $"{digest} is a layer cache of BuildKit and not an image", digest);
            return false;
        }

        if (!RuntimeMediaTypes.IsImageConfig(config.MediaType))
        {
            findings.Add(
                UnrunnableKind.NotAnImage,
                $"{digest} is an artifact and not an image: its configuration is '{RuntimeMediaTypes.Quoted(config.MediaType)}'",
                digest);
            return false;
        }

        // Signatures and attestations may have the configuration of an image, but no layer that a runtime unpacks.
        if (manifest.Layers.Count > 0 && !manifest.Layers.Any(layer => RuntimeMediaTypes.IsLayer(layer.MediaType)))
        {
            var type = string.IsNullOrEmpty(manifest.ArtifactType) ? manifest.Layers[0].MediaType : manifest.ArtifactType;
            findings.Add(UnrunnableKind.NotAnImage, $"{digest} is an artifact and not an image: its type is '{RuntimeMediaTypes.Quoted(type)}'", digest);
            return false;
        }

        return true;
    }

    private void CheckLayerTypes(ParsedManifest manifest)
    {
        foreach (var layer in manifest.Layers)
        {
            if (RuntimeMediaTypes.WhyUnpullable(manifest.MediaType, layer.MediaType) is { } why)
            {
                findings.Add(UnrunnableKind.UnpullableLayer, $"layer {layer.Digest}: {why}", layer.Digest);
            }
        }
    }

    private async Task CheckBlobsAsync(ParsedManifest manifest, CancellationToken cancellationToken)
    {
        var config = manifest.Config!;
        var layers = manifest.Layers.Where(layer => !RuntimeMediaTypes.IsForeignLayer(layer.MediaType)).ToList();
        var digests = layers.Select(layer => layer.Digest).Prepend(config.Digest).Distinct().ToList();
        var reading = await reader.FindBlobsAsync(image, digests, cancellationToken).ConfigureAwait(false);
        CheckBlob(reading, config, UnrunnableKind.ConfigMissing, "the configuration");
        foreach (var layer in layers)
        {
            CheckBlob(reading, layer, UnrunnableKind.LayerMissing, "the layer");
        }

        if (reading.Fault is { } fault)
        {
            findings.Add(fault);
        }
    }

    private void CheckBlob(BlobsReading reading, ImageDescriptor blob, UnrunnableKind missing, string what)
    {
        if (!reading.Known.TryGetValue(blob.Digest, out var state))
        {
            return;
        }

        if (state.Presence == BlobPresence.Archived)
        {
            findings.Add(UnrunnableKind.Archived, $"{what} {blob.Digest} is archived; restore the image before it is pulled", blob.Digest);
        }
        else if (state.Presence == BlobPresence.Missing)
        {
            findings.Add(missing, $"{what} {blob.Digest} is not in the repository", blob.Digest);
        }
        else if (state.Size is { } size && size != blob.Size)
        {
            findings.Add(UnrunnableKind.SizeDiffers, $"the manifest says that {what} {blob.Digest} has {blob.Size} bytes, and it has {size}", blob.Digest);
        }
    }

    /// <summary>Reads the configuration, which every runtime parses before it starts a container, and compares its content with its digest.</summary>
    private async Task<(bool IsMatch, string? Platform)> CheckConfigAsync(ImageDescriptor config, Digest digest, ImageDescriptor? entry, CancellationToken cancellationToken)
    {
        var reading = await reader.ReadBlobAsync(image, config.Digest, cancellationToken).ConfigureAwait(false);
        if (reading.Value is not { } content)
        {
            findings.Add(reading, UnrunnableKind.ConfigMissing, $"the configuration {config.Digest}", config.Digest);
            return (true, entry?.PlatformName);
        }

        if (!ContentDigest.Matches(content.Bytes.Span, config.Digest))
        {
            var actual = ContentDigest.Of(content.Bytes.Span, config.Digest);
            findings.Add(UnrunnableKind.ContentDiffers, $"the registry returned content with the digest {actual} for the configuration {config.Digest}", config.Digest);
            return (true, entry?.PlatformName);
        }

        try
        {
            return CheckPlatform(ImageManifestParser.ParseConfig(content.Bytes), digest, entry);
        }
        catch (ManifestFormatException exception)
        {
            findings.Add(exception.Kind, exception.Message, config.Digest);
            return (true, entry?.PlatformName);
        }
    }

    /// <summary>For an entry of an index, runtimes use the platform that the index states; for other images, that of the configuration.</summary>
    private (bool IsMatch, string? Platform) CheckPlatform((string? Os, string? Architecture, string? Variant) config, Digest digest, ImageDescriptor? entry)
    {
        if (entry?.PlatformName is { } stated)
        {
            return (true, stated);
        }

        var (os, architecture, variant) = config;
        var name = os is null || architecture is null
            ? null
            : RuntimeMediaTypes.Quoted(string.IsNullOrEmpty(variant) ? $"{os}/{architecture}" : $"{os}/{architecture}/{variant}");
        if (expectations.Platform is { } wanted && new PlatformMatcher(wanted).Rank(os, architecture, variant) is null)
        {
            findings.Add(UnrunnableKind.PlatformMissing, $"the image {digest} is for {name ?? "no platform"}, and {wanted} is wanted", digest);
            return (false, name);
        }

        return (true, name);
    }

    private long SizeOf(ParsedManifest manifest)
    {
        // The sizes are input: their sum may exceed a long.
        var sum = manifest.Layers.Take(limits.MaxLayers).Aggregate((UInt128)manifest.Config!.Size, (total, layer) => total + (UInt128)layer.Size);
        return sum > (UInt128)long.MaxValue ? long.MaxValue : (long)sum;
    }
}
