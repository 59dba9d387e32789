using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>
/// Requests made of pieces that mean something in the wrong places: each is answered, none with a 500. <c>BERTH_FUZZ_REQUESTS</c> sets how
/// many; <c>bench/fuzz</c> does it for minutes.
/// </summary>
public sealed class FuzzTests : DistributionTest
{
    private static readonly int Requests = int.Parse(
        Environment.GetEnvironmentVariable("BERTH_FUZZ_REQUESTS") ?? "3000", System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    private static readonly Gen<string> Piece = OneOf(
        "v2", "demo", "app", "demo/app", "blobs", "uploads", "manifests", "tags", "list", "referrers", "_catalog", "latest", "", ".", "..", "%2e%2e",
        "%00", "%ff%fe", "sha256:", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha512:00", "A", "ä", "%C3%A4",
        "00000000-0000-0000-0000-000000000000", "_layers", new string('a', 300), "*", "~", "a b", "a%20b", "+", "@", ":", "\\");

    private static readonly Gen<string> Path =
        Gen.Select(OneOf("/v2/demo/app/", "/v2/", "/", "/v2/demo/app/blobs/uploads/"), Piece.Array[0, 4], (start, rest) => start + string.Join('/', rest));

    private static readonly Gen<string> Query = OneOf(
        "", "?", "?digest", "?digest=", "?digest=sha256:0", "?digest=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "?mount=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855&from=demo/other", "?mount=x&from=", "?n=1", "?n=-1", "?n=9e9",
        "?n=1&n=2", "?last=%00", "?last=zz&n=0", "?artifactType=a/b", "?%", "?a=b&&c");

    private static readonly Gen<string> Header = OneOf(
        "X-Nothing: 1", "Range: bytes=0-0", "Range: bytes=-0", "Range: bytes=9-1", "Range: bytes=99999999999999999999-", "Range: x", "Content-Range: 0-0",
        "Content-Range: 5-1", "Content-Range: -1--5", "Content-Range: 9223372036854775807-9223372036854775807", "Content-Range: bytes 0-1/2",
        "Content-Type: application/vnd.oci.image.index.v1+json", "Content-Type: ;;;", "Content-Type: \u00e9", "Accept: */*", "Host: 123456789012.dkr.ecr.us-east-1.x",
        "Host: 000000000000.dkr.ecr..x", "X-Amz-Target: AmazonEC2ContainerRegistry_V20150921.PutImage", "Expect: 100-continue", "Expect: nonsense");

    private static readonly Gen<string> Body = Gen.OneOf(
        OneOf("", "{}", "[]", "null", "{\"schemaVersion\":2}", "{\"schemaVersion\":2,\"manifests\":[]}", "{\"schemaVersion\":2,\"manifests\":[{}]}"),
        Gen.String[0, 40],
        Gen.Select(OneOf("config", "layers", "subject", "manifests", "annotations"), OneOf("null", "[]", "{}", "1e999", "\"\\ud800\"", "[[[[]]]]", "\"x\""),
            (name, value) => $"{{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{{}},\"{name}\":{value}}}"));

    private static readonly Gen<string> Method = OneOf("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "X");

    [Fact]
    public async Task AnyRequest_OverTheSocket_IsAnsweredWithoutA500()
    {
        var authorization = Convert.ToBase64String(Bytes("AWS:" + TokenOf(Emulator)));
        await Gen.Select(Method, Path, Query, Header.Array[0, 3], Body).SampleAsync(
            async (method, path, query, headers, body) =>
            {
                var bytes = Encoding.UTF8.GetBytes(body);
                var host = headers.Any(header => header.StartsWith("Host", StringComparison.Ordinal)) ? string.Empty : "Host: localhost\r\n";
                var extra = string.Concat(headers.Distinct().Select(header => header + "\r\n"));
                var request = $"{method} {path}{query} HTTP/1.1\r\n{host}Connection: close\r\nAuthorization: Basic {authorization}\r\nContent-Length: {bytes.Length}\r\n{extra}\r\n";
                var answer = await AskAsync([.. Encoding.UTF8.GetBytes(request), .. bytes]);
                Assert.True(
                    answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 100", StringComparison.Ordinal),
                    $"{request}{body}\n=> {answer}");
            },
            iter: Requests,
            threads: 2);
        using var alive = await Oci.GetAsync("/v2/");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task AnyManifest_MutatedFromAGoodOne_IsTakenOrRefusedWithACode()
    {
        var good = await Oci.ManifestAsync("fuzz");
        await Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, 20]).Array[1, 4].SampleAsync(
            async mutations =>
            {
                var bytes = good.ToList();
                foreach (var (at, value, cut) in mutations)
                {
                    var index = Math.Min(at, bytes.Count - 1);
                    bytes[index] = value;
                    bytes.RemoveRange(index, Math.Min(cut % 3, bytes.Count - index - 1));
                }

                using var put = await Oci.PutManifestAsync("fuzz", [.. bytes]);
                Assert.True(put.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest, $"{put.StatusCode} {Encoding.UTF8.GetString([.. bytes])}");
            },
            iter: Requests,
            threads: 2);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private async Task<string> AskAsync(byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Emulator.Endpoint.Port, Token);
        await socket.SendAsync(request, Token);
        var buffer = new byte[512];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Token));
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { Fidelity = Fidelity.Oci };
}
