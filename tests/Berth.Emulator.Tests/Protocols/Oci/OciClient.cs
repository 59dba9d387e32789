using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>Speaks the OCI distribution protocol to an emulator over its socket.</summary>
internal sealed class OciClient : IDisposable
{
    public const string OciImage = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerImage = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    private readonly HttpClient http;

    public OciClient(BerthEmulator emulator, string? password = null, string name = "demo/app")
    {
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = emulator.Endpoint };
        Name = name;
        LogIn(password ?? TokenOf(emulator));
    }

    public string Name { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static string TokenOf(BerthEmulator emulator, string account = "123456789012", string region = "us-east-1") =>
        emulator.Context.Access.IssueToken(
            new Caller(Berth.Names.AccountId.Parse(account), Berth.Names.Region.Parse(region), $"arn:aws:iam::{account}:user/test", "AIDATEST", "AKIATEST"),
            emulator.Clock.GetUtcNow() + TimeSpan.FromHours(12));

    public static Digest DigestOf(byte[] bytes) => Digest.OfSha256(SHA256.HashData(bytes));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Takes a new token, where the old one's time has passed.</summary>
    public void Renew(BerthEmulator emulator) => LogIn(TokenOf(emulator));

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, byte[]? body = null, string? contentType = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        foreach (var (header, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(header, value))
            {
                (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(header, value);
            }
        }

        return await http.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, null, headers);

    public Task<HttpResponseMessage> HeadAsync(string path) => SendAsync(HttpMethod.Head, path);

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Begins an upload.</summary>
    /// <returns>Where it is.</returns>
    public async Task<string> BeginAsync()
    {
        using var response = await SendAsync(HttpMethod.Post, $"/v2/{Name}/blobs/uploads/");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    public async Task<Digest> PushBlobAsync(byte[] bytes)
    {
        var digest = DigestOf(bytes);
        using var response = await SendAsync(HttpMethod.Put, $"{await BeginAsync()}?digest={digest}", bytes, "application/octet-stream");
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Token));
        return digest;
    }

    public Task<HttpResponseMessage> PutManifestAsync(string reference, byte[] manifest, string contentType = OciImage) =>
        SendAsync(HttpMethod.Put, $"/v2/{Name}/manifests/{reference}", manifest, contentType);

    /// <summary>Pushes an image whose layer holds the given text.</summary>
    /// <returns>The manifest's digest.</returns>
    public async Task<Digest> PushImageAsync(string reference, string content, string members = "")
    {
        var manifest = await ManifestAsync(content, members);
        using var response = await PutManifestAsync(reference == "@" ? DigestOf(manifest).ToString() : reference, manifest);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Token));
        return DigestOf(manifest);
    }

    /// <summary>Pushes the blobs of an image and gives its manifest, which is not pushed.</summary>
    public async Task<byte[]> ManifestAsync(string content, string members = "", string mediaType = OciImage)
    {
        var config = Bytes($"{{\"architecture\":\"amd64\",\"os\":\"linux\",\"x\":\"{content}\"}}");
        var layer = Bytes("layer " + content);
        await PushBlobAsync(config);
        await PushBlobAsync(layer);
        return Bytes($$"""
            {"schemaVersion":2,"mediaType":"{{mediaType}}",{{members}}"config":{{DescriptorOf("application/vnd.oci.image.config.v1+json", config)}},"layers":[{{DescriptorOf("application/vnd.oci.image.layer.v1.tar", layer)}}]}
            """.Trim());
    }

    public static byte[] IndexOf(string members, params byte[][] manifests) => IndexOf(OciIndex, OciImage, members, manifests);

    public static byte[] IndexOf(string mediaType, string childType, string members, params byte[][] manifests) => Bytes($$"""
        {"schemaVersion":2,"mediaType":"{{mediaType}}",{{members}}"manifests":[{{string.Join(',', manifests.Select(manifest => DescriptorOf(childType, manifest)))}}]}
        """.Trim());

    public static string DescriptorOf(string mediaType, byte[] bytes) =>
        $"{{\"mediaType\":\"{mediaType}\",\"digest\":\"{DigestOf(bytes)}\",\"size\":{bytes.Length}}}";

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        return document.RootElement.Clone();
    }

    /// <summary>Checks a refusal: its status, its code and that its body is what the specification says.</summary>
    /// <returns>The message.</returns>
    public static async Task<string> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(Token);
            Assert.True(status == response.StatusCode, $"{response.StatusCode} {text}");
            using var document = JsonDocument.Parse(text);
            var error = Assert.Single(document.RootElement.GetProperty("errors").EnumerateArray());
            Assert.Equal(code, error.GetProperty("code").GetString());
            return error.GetProperty("message").GetString()!;
        }
    }

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values.Single() : null;

    public void Dispose() => http.Dispose();

    private void LogIn(string password) => http.DefaultRequestHeaders.Authorization = password.Length == 0
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password)));
}
