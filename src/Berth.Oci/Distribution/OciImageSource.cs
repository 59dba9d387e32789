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
    /// <param name="client">The client, which stays its giver's to dispose.</param>
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
                        new SourceFault(SourceFaultKind.NotUnderstood, $"{image.Registry} answered with a page for people instead of a manifest; is it a registry?")),

                    // Types that say nothing: the document itself is asked.
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

    /// <summary>A 404 is a registry's "no" only from a registry: a host that does not know <c>/v2/</c> answers everything so.</summary>
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
                    $"{image.Registry} does not answer as a registry does; check the image's host"));
            }
        }
        catch (BerthException ping)
        {
            return SourceResult.Failed<T>(Faults.Of(ping));
        }

        var said = exception.Errors.Select(error => error.Message).FirstOrDefault(message => message.Length > 0);
        var isRepository = exception.HasError("NAME_UNKNOWN");
        return SourceResult.Missing<T>(new Absence(
            isRepository ? AbsenceKind.Repository : kind,
            said ?? (isRepository ? $"there is no repository {image.Repository}" : $"{image.Registry} has no such image in {image.Repository}")));
    }
}
