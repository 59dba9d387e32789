using System.Net;
using System.Net.Sockets;
using System.Text;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>What clients do wrong, or lose half-way: never a 500, and never a part of it visible.</summary>
public sealed class BadInputTests : DistributionTest
{
    private readonly string data = Directory.CreateTempSubdirectory("berth-bad-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task TruncatedPatch_ConnectionCut_ResumesWhereTheStatusSays()
    {
        var blob = new byte[5_000_000];
        new Random(1).NextBytes(blob);
        var location = await Oci.BeginAsync();
        await CutAsync($"PATCH {location}", blob[..4_000_000], announced: blob.Length);
        for (var attempt = 0; ; attempt++)
        {
            // The emulator hears of the cut in its own time; until then the status may still grow.
            Assert.True(attempt < 100, "the upload cannot be resumed");
            using var status = await Oci.GetAsync(location);
            var last = int.Parse(Header(status, "Range")!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
            var start = last == 0 ? 0 : last + 1;
            using var rest = await Oci.SendAsync(
                HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", blob[start..], null, ("Content-Range", $"{start}-{blob.Length - 1}"));
            if (rest.StatusCode == HttpStatusCode.Created)
            {
                break;
            }

            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, rest.StatusCode);
        }
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public async Task TruncatedPut_ConnectionCut_ShowsNothingAndCanBeSentAgain(int size)
    {
        var blob = new byte[size];
        new Random(2).NextBytes(blob);
        var location = await Oci.BeginAsync();
        await CutAsync($"PUT {location}?digest={DigestOf(blob)}", blob[..(size / 2)], announced: size);
        using var head = await Oci.HeadAsync($"/v2/demo/app/blobs/{DigestOf(blob)}");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", blob);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var get = await Oci.GetAsync($"/v2/demo/app/blobs/{DigestOf(blob)}");
        Assert.Equal(blob, await get.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task TruncatedManifest_ConnectionCut_ShowsNothing()
    {
        var manifest = await Oci.ManifestAsync("a");
        await CutAsync("PUT /v2/demo/app/manifests/v1", manifest[..^10], manifest.Length);
        using var head = await Oci.HeadAsync("/v2/demo/app/manifests/v1");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Theory]
    [InlineData("Content-Length: -5")]
    [InlineData("Content-Length: many")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Transfer-Encoding: gzip")]
    public async Task Upload_MalformedLength_IsABadRequest(string header)
    {
        var answer = await RawAsync($"PATCH {await Oci.BeginAsync()}", header, []);
        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChunkedUpload_MalformedChunk_ShowsNothing()
    {
        var location = await Oci.BeginAsync();
        var answer = await RawAsync($"PUT {location}?digest={DigestOf(Bytes("abc"))}", "Transfer-Encoding: chunked", Bytes("3\r\nabc\r\nzz\r\n"));
        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        using var head = await Oci.HeadAsync($"/v2/demo/app/blobs/{DigestOf(Bytes("abc"))}");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Manifest_Of100Megabytes_Is413(bool announced)
    {
        using var http = new HttpClient { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v2/demo/app/manifests/huge") { Content = new ByteArrayContent(new byte[100_000_000]) };
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Bytes("AWS:" + TokenOf(Emulator))));
        await RefusedAsync(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token), HttpStatusCode.RequestEntityTooLarge, "SIZE_INVALID");
    }

    [Theory]
    [InlineData("", "MANIFEST_INVALID")]
    [InlineData("{", "MANIFEST_INVALID")]
    [InlineData("[]", "MANIFEST_INVALID")]
    [InlineData("{\"schemaVersion\":1}", "MANIFEST_INVALID")]
    [InlineData("\u0000\u0001", "MANIFEST_INVALID")]
    public async Task Manifest_NoManifest_IsInvalid(string body, string code) =>
        await RefusedAsync(await Oci.PutManifestAsync("v1", Bytes(body)), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Manifest_UnknownMediaType_IsUnsupported()
    {
        var message = await RefusedAsync(await Oci.PutManifestAsync("v1", Bytes("{\"schemaVersion\":2}"), "application/x"), HttpStatusCode.BadRequest, "UNSUPPORTED");
        Assert.Equal("Unsupported manifest type: \"application/x\"", message);
    }

    [Fact]
    public async Task OneBlob_ManyUploadersAtOnce_IsStoredOnceAndIntact()
    {
        var blob = new byte[400_000];
        new Random(3).NextBytes(blob);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            using var client = new OciClient(Emulator, name: number % 2 == 0 ? "demo/app" : "demo/other");
            await client.PushBlobAsync(blob);
        }));
        using var get = await Oci.GetAsync($"/v2/demo/other/blobs/{DigestOf(blob)}");
        Assert.Equal(blob, await get.Content.ReadAsByteArrayAsync(Token));
        Assert.Single(await Emulator.Context.Blobs.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task OneTag_ManyPushersAtOnce_PointsToOneOfThemAndTheOthersStay()
    {
        var manifests = new List<byte[]>();
        for (var number = 0; number < 12; number++)
        {
            manifests.Add(await Oci.ManifestAsync($"{number}"));
        }

        await Task.WhenAll(manifests.Select(async manifest =>
        {
            using var client = new OciClient(Emulator);
            using var put = await client.PutManifestAsync("latest", manifest);
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        }));
        using var tag = await Oci.HeadAsync("/v2/demo/app/manifests/latest");
        Assert.Contains(Header(tag, "Docker-Content-Digest"), manifests.Select(manifest => DigestOf(manifest).ToString()));
        foreach (var manifest in manifests)
        {
            using var head = await Oci.HeadAsync($"/v2/demo/app/manifests/{DigestOf(manifest)}");
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        }
    }

    [Fact]
    public async Task OneImmutableTag_ManyPushersAtOnce_OneWins()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/immutable","imageTagMutability":"IMMUTABLE"}""");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(async number =>
        {
            using var client = new OciClient(Emulator, name: "demo/immutable");
            using var put = await client.PutManifestAsync("v1", await client.ManifestAsync($"{number}"));
            return put.StatusCode;
        }));
        Assert.Single(statuses, HttpStatusCode.Created);
        Assert.Equal(11, statuses.Count(status => status == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task OneUpload_TwoWritersAtOnce_NeverMixTheirBytes()
    {
        var location = await Oci.BeginAsync();
        var (one, two) = (Enumerable.Repeat((byte)1, 500_000).ToArray(), Enumerable.Repeat((byte)2, 500_000).ToArray());
        await Task.WhenAll(new[] { one, two }.Select(async bytes =>
        {
            using var client = new OciClient(Emulator);
            using var patch = await client.SendAsync(HttpMethod.Patch, location, bytes);
            Assert.Equal(HttpStatusCode.Accepted, patch.StatusCode);
        }));
        using var first = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf([.. one, .. two])}", []);
        if (first.StatusCode != HttpStatusCode.Created)
        {
            Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
            return;
        }

        using var get = await Oci.GetAsync($"/v2/demo/app/blobs/{DigestOf([.. one, .. two])}");
        Assert.Equal(1_000_000, (await get.Content.ReadAsByteArrayAsync(Token)).Length);
    }

    [Fact]
    public async Task Names_ThatClimb_ReachNoFile()
    {
        string[] before = [.. Directory.EnumerateFileSystemEntries(data, "*", SearchOption.AllDirectories).Order()];
        foreach (var path in new[]
        {
            "/v2/..%2f..%2fetc/blobs/uploads/", "/v2/demo/app/blobs/..%2f..%2f..%2fetc%2fpasswd", "/v2/demo/app/manifests/..%2f..%2fx",
            "/v2/demo%2fapp/tags/list", "/v2/demo/app/blobs/sha256:..%2f..%2f", "/v2/%00/tags/list", "/_layers/../../etc/passwd",
        })
        {
            foreach (var method in new[] { "GET", "PUT", "POST", "PATCH", "DELETE" })
            {
                var answer = await RawAsync($"{method} {path}", "Content-Length: 0", []);
                Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, Directory.EnumerateFileSystemEntries(data, "*", SearchOption.AllDirectories).Order());
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { DataDirectory = data, Fidelity = Fidelity.Oci };

    /// <summary>Sends a part of a body and cuts the connection.</summary>
    private async Task CutAsync(string request, byte[] part, int announced)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Head(request, $"Content-Length: {announced}"), Token);
        await socket.SendAsync(part, Token);
        socket.Shutdown(SocketShutdown.Send);
        try
        {
            // The emulator's end of the connection comes once it has dealt with the cut.
            await socket.ReceiveAsync(new byte[1], Token);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
        }
    }

    private async Task<string> RawAsync(string request, string header, byte[] body)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Head(request, header), Token);
        await socket.SendAsync(body, Token);
        var buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Token));
    }

    private byte[] Head(string request, string header) => Bytes(
        $"{request} HTTP/1.1\r\nHost: {Emulator.Endpoint.Authority}\r\nAuthorization: Basic {Convert.ToBase64String(Bytes("AWS:" + TokenOf(Emulator)))}\r\n{header}\r\n\r\n");

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port, Token);
        return socket;
    }
}
