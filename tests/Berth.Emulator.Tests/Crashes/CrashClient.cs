using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Berth.Emulator.Tests.Crashes;

/// <summary>Pushes images until its server is killed, and pulls them again from the next one.</summary>
internal sealed class CrashClient : IDisposable
{
    private const string OciImage = "application/vnd.oci.image.manifest.v1+json";
    private const string Repository = "/v2/crash/test";

    private readonly HttpClient http;

    public CrashClient(CrashServer server)
    {
        http = new HttpClient { BaseAddress = server.Endpoint };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + server.Password)));
    }

    /// <summary>Pushes one image after the other, and records the tag and the digest of each acknowledged one.</summary>
    public async Task PushUntilKilledAsync(string prefix, Random random, ConcurrentDictionary<string, string> acknowledged, Action onPushed)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var tag = $"{prefix}-{number}";
                acknowledged[tag] = await PushAsync(tag, random);
                onPushed();
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
        catch (IOException)
        {
            // The server was killed while it sent a response.
        }
    }

    public async Task<IReadOnlyList<string>> TagsAsync()
    {
        using var response = await http.GetAsync(new Uri($"{Repository}/tags/list", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return [.. document.RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
    }

    /// <summary>Pulls an image with all its blobs and checks every digest.</summary>
    /// <returns>The manifest's digest.</returns>
    public async Task<string> PullAsync(string tag)
    {
        var manifest = await GetAsync($"{Repository}/manifests/{tag}");
        using var document = JsonDocument.Parse(manifest);
        var layers = document.RootElement.GetProperty("layers").EnumerateArray().Append(document.RootElement.GetProperty("config"));
        foreach (var digest in layers.Select(layer => layer.GetProperty("digest").GetString()!))
        {
            Assert.Equal(digest, DigestOf(await GetAsync($"{Repository}/blobs/{digest}")));
        }

        return DigestOf(manifest);
    }

    public void Dispose() => http.Dispose();

    private static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<string> PushAsync(string tag, Random random)
    {
        var config = Encoding.UTF8.GetBytes($"{{\"tag\":\"{tag}\"}}");
        var layer = new byte[random.Next(1, 400_000)];
        random.NextBytes(layer);
        await PushBlobAsync(config, inChunks: false);
        await PushBlobAsync(layer, inChunks: random.Next(2) == 0);
        var manifest = Encoding.UTF8.GetBytes(
            $"{{\"schemaVersion\":2,\"config\":{Descriptor(config)},\"layers\":[{Descriptor(layer)}]}}");
        using var response = await SendAsync(HttpMethod.Put, $"{Repository}/manifests/{tag}", manifest, OciImage);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return DigestOf(manifest);
    }

    private async Task PushBlobAsync(byte[] blob, bool inChunks)
    {
        using var begun = await SendAsync(HttpMethod.Post, $"{Repository}/blobs/uploads/", []);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var location = begun.Headers.Location!.ToString();
        if (inChunks)
        {
            using var patch = await SendAsync(HttpMethod.Patch, location, blob);
            Assert.Equal(HttpStatusCode.Accepted, patch.StatusCode);
        }

        using var put = await SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", inChunks ? [] : blob);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[] body, string? contentType = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        return await http.SendAsync(request);
    }

    private async Task<byte[]> GetAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static string Descriptor(byte[] bytes) =>
        $"{{\"mediaType\":\"application/octet-stream\",\"digest\":\"{DigestOf(bytes)}\",\"size\":{bytes.Length}}}";
}
