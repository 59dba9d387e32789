using System.Net;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;
using Berth.Verification.Blobs;

namespace Berth.Oci.Tests.Distribution;

/// <summary>A blob exists if its content can be read at the end of the redirects, and not because there is a redirect.</summary>
public sealed class BlobRedirectTests
{
    private const string Storage = "https://storage.example/blob?signature=secret";

    private static readonly Digest Digest = Forge.Image().Digest;
    private static readonly ImageReference Image = ImageReference.Parse("registry.example/team/app:1");

    [Theory]
    [InlineData(200, BlobPresence.Present)]
    [InlineData(404, BlobPresence.Missing)]
    public async Task HeadBlob_WithoutARedirect_TakesTheStatus(int status, BlobPresence presence)
    {
        using var handler = Handler(_ => Status(status));

        Assert.Equal(new BlobState(presence), await HeadAsync(handler));
        Assert.Single(handler.Seen);
    }

    [Fact]
    public async Task HeadBlob_RedirectedToStorageThatHasTheBlob_IsPresent()
    {
        using var handler = Handler(request => IsStorage(request) ? Length(Status(200), 42) : Redirect(Storage));

        Assert.Equal(new BlobState(BlobPresence.Present, 42), await HeadAsync(handler));
        Assert.Null(handler.Seen[^1].Authorization);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task HeadBlob_RedirectedToStorageThatRefusesHead_ReadsOneByte(int status)
    {
        using var handler = Handler(request =>
            !IsStorage(request) ? Redirect(Storage)
            : request.Method == HttpMethod.Head ? Status(status)
            : request.Headers.Range?.ToString() == "bytes=0-0" ? Partial(42) : Status(500));

        Assert.Equal(new BlobState(BlobPresence.Present, 42), await HeadAsync(handler));
    }

    [Fact]
    public async Task HeadBlob_RedirectedToStorageWithoutTheBlob_IsMissing()
    {
        using var handler = Handler(request => IsStorage(request) ? Status(404) : Redirect(Storage));

        Assert.Equal(new BlobState(BlobPresence.Missing), await HeadAsync(handler));
    }

    [Theory]
    [InlineData("https://registry.example/v2/team/app/blobs/@", "circle")]
    [InlineData("/v2/team/app/blobs/@", "circle")]
    [InlineData("http://storage.example/blob", "https")]
    [InlineData("ftp://storage.example/blob", "https")]
    [InlineData("file:///etc/passwd", "https")]
    public async Task HeadBlob_WithARedirectThatProvesNothing_Fails(string location, string reason)
    {
        using var handler = Handler(_ => Redirect(location.Replace("@", Digest.ToString(), StringComparison.Ordinal)));

        var exception = await Assert.ThrowsAsync<RegistryUnreachableException>(() => HeadAsync(handler));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
        Assert.Single(handler.Seen);
    }

    [Fact]
    public async Task HeadBlob_RedirectedBetweenTwoAddresses_Fails()
    {
        using var handler = Handler(request => Redirect(IsStorage(request) ? $"https://registry.example/v2/team/app/blobs/{Digest}" : Storage));

        await Assert.ThrowsAsync<RegistryUnreachableException>(() => HeadAsync(handler));
        Assert.Equal(2, handler.Seen.Count);
    }

    [Fact]
    public async Task HeadBlob_RedirectedToALoginPage_Fails()
    {
        using var handler = Handler(request =>
        {
            if (!IsStorage(request))
            {
                return Redirect(Storage);
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>", System.Text.Encoding.UTF8, "text/html") };
        });

        await Assert.ThrowsAsync<RegistryUnreachableException>(() => HeadAsync(handler));
    }

    [Fact]
    public async Task HeadBlob_RedirectedWithoutALocation_Fails()
    {
        using var handler = Handler(_ => Status(307));

        await Assert.ThrowsAsync<RegistryResponseException>(() => HeadAsync(handler));
    }

    private static bool IsStorage(HttpRequestMessage request) => request.RequestUri!.Host == "storage.example";

    private static FaultyHandler Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) => new((request, _, _) => Task.FromResult<HttpResponseMessage?>(answer(request)));

    private static HttpResponseMessage Status(int status) => new((HttpStatusCode)status);

    private static HttpResponseMessage Length(HttpResponseMessage response, long length)
    {
        response.Content = new ByteArrayContent([]);
        response.Content.Headers.ContentLength = length;
        return response;
    }

    private static HttpResponseMessage Partial(long length)
    {
        var response = Status(206);
        response.Content = new ByteArrayContent([1]);
        response.Content.Headers.ContentRange = new System.Net.Http.Headers.ContentRangeHeaderValue(0, 0, length);
        return response;
    }

    private static HttpResponseMessage Redirect(string location)
    {
        var response = Status(307);
        response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute);
        return response;
    }

    private static async Task<BlobState> HeadAsync(FaultyHandler handler)
    {
        using var client = new OciClient(new StaticCredentials(Image.Registry, DockerLogin.Create("user", new Secret("password"))), null, handler);
        return await client.HeadBlobAsync(Image.Registry, Image.Repository, Digest, TestContext.Current.CancellationToken);
    }
}
