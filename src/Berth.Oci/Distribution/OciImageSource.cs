using System.Net;
using Berth.Names;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Oci.Distribution;

/// <summary>Reads images from any registry by the OCI distribution API.</summary>
public sealed class OciImageSource : IImageSource
{
    private readonly OciClient client;

    /// <summary>Initializes a new instance of the <see cref="OciImageSource"/> class.</summary>
    /// <param name="client">The client. The caller disposes it.</param>
    public OciImageSource(OciClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.client = client;
    }

    /// <inheritdoc/>
    public Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(
            image,
            AbsenceKind.Image,
            async () =>
            {
                var content = await client.GetManifestAsync(image, maxBytes, cancellationToken).ConfigureAwait(false);
                return content.MediaType switch
                {
                    "text/html" => SourceResult.Failed<ManifestContent>(
                        new SourceFault(SourceFaultKind.NotUnderstood, $"{image.Registry} answered with an HTML page instead of a manifest; check that it is a registry")),

                    // Generic types: the document itself states its type.
                    "text/plain" or "application/json" or "application/octet-stream" => SourceResult.Of(content with { MediaType = null }),
                    _ => SourceResult.Of(content),
                };
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(blobs);
        var known = new Dictionary<Digest, BlobState>(blobs.Count);
        SourceFault? fault = null;
        using var gate = new SemaphoreSlim(client.Options.MaxParallelRequests);
        await Task.WhenAll(blobs.Select(FindAsync)).ConfigureAwait(false);
        return new BlobsReading(known, fault);

        async Task FindAsync(Digest blob)
        {
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var state = await client.HeadBlobAsync(image.Registry, image.Repository, blob, cancellationToken).ConfigureAwait(false);
                lock (known)
                {
                    known[blob] = state;
                }
            }
            catch (BerthException exception)
            {
                lock (known)
                {
                    fault ??= Faults.Of(exception);
                }
            }
            finally
            {
                gate.Release();
            }
        }
    }

    /// <inheritdoc/>
    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(
            image,
            AbsenceKind.Blob,
            async () => SourceResult.Of(new BlobContent(
                await client.GetBlobAsync(image.Registry, image.Repository, blob, maxBytes, cancellationToken).ConfigureAwait(false))),
            cancellationToken);

    private async Task<SourceResult<T>> ReadAsync<T>(
        ImageReference image,
        AbsenceKind kind,
        Func<Task<SourceResult<T>>> read,
        CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (RegistryResponseException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return await AbsentAsync<T>(image, kind, exception, cancellationToken).ConfigureAwait(false);
        }
        catch (ContentTooLargeException exception)
        {
            return SourceResult.Unrunnable<T>(new UnrunnableReason(UnrunnableKind.ManifestTooLarge, exception.Message));
        }
        catch (BerthException exception)
        {
            return SourceResult.Failed<T>(Faults.Of(exception));
        }
    }

    /// <summary>A 404 counts only if the host is a registry: other hosts answer every path with it.</summary>
    private async Task<SourceResult<T>> AbsentAsync<T>(
        ImageReference image,
        AbsenceKind kind,
        RegistryResponseException exception,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            if (!exception.IsRegistry && !await client.PingAsync(image.Registry, cancellationToken).ConfigureAwait(false))
            {
                return SourceResult.Failed<T>(new SourceFault(
                    SourceFaultKind.NotUnderstood,
                    $"{image.Registry} is not a registry; check the image's host"));
            }
        }
        catch (BerthException ping)
        {
            return SourceResult.Failed<T>(Faults.Of(ping));
        }

        var message = exception.Errors.Select(error => error.Message).FirstOrDefault(text => text.Length > 0);
        var isRepository = exception.HasError("NAME_UNKNOWN");
        return SourceResult.Missing<T>(new Absence(
            isRepository ? AbsenceKind.Repository : kind,
            message ?? (isRepository ? $"the repository {image.Repository} does not exist" : $"the image does not exist in {image.Repository} on {image.Registry}")));
    }
}
