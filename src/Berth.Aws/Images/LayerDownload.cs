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
    private const int BufferSize = 16 * 1024;

    public async Task<Reading<BlobContent>> ReadAsync(RepositoryName repository, Digest blob, int maxBytes, CancellationToken cancellationToken)
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

    /// <summary>The address is signed: it opens the layer to anyone, and so stands in no message.</summary>
    private async Task<Reading<BlobContent>> DownloadAsync(Uri address, Digest blob, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await storage.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return Reading.Failed<BlobContent>(new SourceFault(
                    (int)response.StatusCode >= 500 ? SourceFaultKind.Unavailable : SourceFaultKind.NotUnderstood,
                    $"the storage behind ECR answered {(int)response.StatusCode} for {blob}"));
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var ownedStream = stream.ConfigureAwait(false);
            return await ReadAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false) is { } bytes
                ? Reading.Of(new BlobContent(bytes))
                : Reading.Unrunnable<BlobContent>(new UnrunnableReason(
                    UnrunnableKind.ManifestTooLarge, $"the configuration {blob} is greater than {maxBytes} bytes", blob));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Reading.Failed<BlobContent>(new SourceFault(SourceFaultKind.Unreachable, $"the storage behind ECR gave no whole answer for {blob}"));
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
