using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Manifests;

/// <summary>Looks at one image's manifest: its media types, its platform, its blobs, its size.</summary>
internal sealed class ManifestCheck(
    RetryingReader reader,
    ImageReference image,
    ImageExpectations expectations,
    VerificationLimits limits,
    Findings findings)
{
    /// <returns>The image, or <see langword="null"/> if it is none, or none for the wanted platform.</returns>
    public async Task<PlatformImage?> RunAsync(ParsedManifest manifest, Digest digest, Descriptor? entry, CancellationToken cancellationToken)
    {
        var config = manifest.Config!;
        if (!IsImage(config, digest))
        {
            return null;
        }

        var (runsHere, platform) = await CheckPlatformAsync(config, digest, entry, cancellationToken).ConfigureAwait(false);
        if (!runsHere)
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

    private bool IsImage(Descriptor config, Digest digest)
    {
        if (MediaTypes.IsCacheConfig(config.MediaType))
        {
            findings.Add(UnrunnableKind.BuildCache, $"{digest} is a layer cache of BuildKit and no image", digest);
            return false;
        }

        if (!MediaTypes.IsImageConfig(config.MediaType))
        {
            findings.Add(
                UnrunnableKind.NotAnImage,
                $"{digest} is an artifact and no image: its configuration is '{MediaTypes.Quoted(config.MediaType)}'",
                digest);
            return false;
        }

        return true;
    }

    private void CheckLayerTypes(ParsedManifest manifest)
    {
        foreach (var layer in manifest.Layers)
        {
            if (MediaTypes.WhyUnpullable(manifest.MediaType, layer.MediaType) is { } why)
            {
                findings.Add(UnrunnableKind.UnpullableLayer, $"layer {layer.Digest}: {why}", layer.Digest);
            }
        }
    }

    private async Task CheckBlobsAsync(ParsedManifest manifest, CancellationToken cancellationToken)
    {
        var config = manifest.Config!;
        var layers = manifest.Layers.Where(layer => !MediaTypes.IsForeignLayer(layer.MediaType)).ToList();
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

    private void CheckBlob(BlobsReading reading, Descriptor blob, UnrunnableKind missing, string what)
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

    /// <summary>The platform of an index's entry stands in the index; that of any other image only in its configuration, which is read if it matters.</summary>
    private async Task<(bool RunsHere, string? Platform)> CheckPlatformAsync(Descriptor config, Digest digest, Descriptor? entry, CancellationToken cancellationToken)
    {
        if (entry?.PlatformName is { } stated)
        {
            return (true, stated);
        }

        if (expectations.Platform is not { } wanted)
        {
            return (true, null);
        }

        var reading = await reader.ReadBlobAsync(image, config.Digest, cancellationToken).ConfigureAwait(false);
        if (reading.Value is not { } content)
        {
            findings.Add(reading, UnrunnableKind.ConfigMissing, $"the configuration {config.Digest}", config.Digest);
            return (true, null);
        }

        try
        {
            var (os, architecture, variant) = ManifestParser.ParseConfig(content.Bytes);
            var name = MediaTypes.Quoted(string.IsNullOrEmpty(variant) ? $"{os}/{architecture}" : $"{os}/{architecture}/{variant}");
            if (wanted.Fit(os, architecture, variant) is null)
            {
                findings.Add(UnrunnableKind.PlatformMissing, $"the image {digest} is for {name}, and {wanted} is wanted", digest);
                return (false, name);
            }

            return (true, name);
        }
        catch (ManifestFormatException exception)
        {
            findings.Add(exception.Kind, exception.Message, config.Digest);
            return (true, null);
        }
    }

    private long SizeOf(ParsedManifest manifest)
    {
        // Sizes come from outside: their sum is kept within what a long holds.
        var sum = manifest.Layers.Take(limits.MaxLayers).Aggregate((UInt128)manifest.Config!.Size, (total, layer) => total + (UInt128)layer.Size);
        return sum > (UInt128)long.MaxValue ? long.MaxValue : (long)sum;
    }
}
