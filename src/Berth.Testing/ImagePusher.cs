using System.Net.Http.Headers;
using Berth.Names;

namespace Berth.Testing;

/// <summary>Pushes an image as the OCI distribution specification says: its blobs, the manifests that it lists, then its own.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push"/>
internal sealed class ImagePusher(HttpClient http, RepositoryName repository)
{
    public async Task PushAsync(TestImage image, Tag? tag, CancellationToken cancellationToken)
    {
        foreach (var child in image.Children)
        {
            await PushAsync(child, null, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (digest, blob) in image.Blobs)
        {
            await PushAsync(digest, blob, cancellationToken).ConfigureAwait(false);
        }

        using var content = new ReadOnlyMemoryContent(image.Manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue(image.MediaType);
        using var response = await http.PutAsync(Relative($"manifests/{tag?.ToString() ?? image.Digest.ToString()}"), content, cancellationToken).ConfigureAwait(false);
        await EnsureAsync(response, $"manifest {tag?.ToString() ?? image.Digest.ToString()}", cancellationToken).ConfigureAwait(false);
    }

    private static async Task EnsureAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw new HttpRequestException($"The push of {what} was answered {(int)response.StatusCode}: {answer}", null, response.StatusCode);
        }
    }

    private async Task PushAsync(Digest digest, ReadOnlyMemory<byte> blob, CancellationToken cancellationToken)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, Relative($"blobs/{digest}"));
        using var found = await http.SendAsync(head, cancellationToken).ConfigureAwait(false);
        if (found.IsSuccessStatusCode)
        {
            return;
        }

        using var start = await http.PostAsync(Relative("blobs/uploads/"), null, cancellationToken).ConfigureAwait(false);
        await EnsureAsync(start, $"blob {digest}", cancellationToken).ConfigureAwait(false);
        var location = start.Headers.Location?.OriginalString ?? throw new HttpRequestException($"The upload of {digest} was given no location.");
        var separator = location.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var content = new ReadOnlyMemoryContent(blob);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var end = await http
            .PutAsync(new Uri($"{location}{separator}digest={digest}", UriKind.RelativeOrAbsolute), content, cancellationToken)
            .ConfigureAwait(false);
        await EnsureAsync(end, $"blob {digest}", cancellationToken).ConfigureAwait(false);
    }

    private Uri Relative(string path) => new($"/v2/{repository}/{path}", UriKind.Relative);
}
