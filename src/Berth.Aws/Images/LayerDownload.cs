using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Verdicts;

namespace Berth.Aws.Images;

/// <summary>Downloads a small layer, such as an image's configuration, from where ECR says that it is stored.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html"/>
internal sealed class LayerDownload(EcrApi api, HttpClient storage)
{
    public async Task<SourceResult<BlobContent>> ReadAsync(RepositoryName repository, Digest blob, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            var response = await api.CallAsync(
                EcrOperations.GetDownloadUrlForLayer,
                new GetDownloadUrlForLayerRequest(api.Registry.Account.ToString(), repository.ToString(), blob.ToString()),
                repository,
                cancellationToken).ConfigureAwait(false);
            return Uri.TryCreate(response.Output?.DownloadUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
                ? await DownloadAsync(address!, blob, maxBytes, cancellationToken).ConfigureAwait(false)
                : throw api.Site(nameof(EcrOperations.GetDownloadUrlForLayer), repository).Unusable("has no address to download from");
        }
        catch (EcrException exception)
        {
            return ImageFaults.ReadingOf<BlobContent>(exception);
        }
    }

    /// <summary>The address is signed and grants access to the layer: no message contains it.</summary>
    private async Task<SourceResult<BlobContent>> DownloadAsync(Uri address, Digest blob, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Options.Set(AnswerLimits.Key, maxBytes);
            using var response = await storage.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return SourceResult.Failed<BlobContent>(new SourceFault(
                    (int)response.StatusCode >= 500 ? SourceFaultKind.Unavailable : SourceFaultKind.NotUnderstood,
                    $"the storage behind ECR answered {(int)response.StatusCode} for {blob}"));
            }

            return SourceResult.Of(new BlobContent(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
        }
        catch (AnswerTooLargeException)
        {
            return SourceResult.Unrunnable<BlobContent>(new UnrunnableReason(
                UnrunnableKind.ManifestTooLarge, $"the configuration {blob} is greater than {maxBytes} bytes", blob));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return SourceResult.Failed<BlobContent>(new SourceFault(SourceFaultKind.Unreachable, $"the storage behind ECR sent no complete answer for {blob}"));
        }
    }
}
