using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Oci.Tests.Distribution;

/// <summary>What goes over the wire, and to whom.</summary>
[Collection(nameof(VirtualTimeTests))]
public sealed class OciClientTests
{
    private const int Bound = 4096;

    private static readonly ForgedItem Item = Forge.Image();
    private static readonly ImageReference Image = ImageReference.Parse("registry.example/team/app:1");
    private static readonly StaticCredentials Credentials = new(Image.Registry, DockerLogin.Create("user", new Secret("pass:word")));
    private static readonly string BasicPair = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pass:word"));

    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("docker.io/library/nginx:1", "https://registry-1.docker.io/v2/library/nginx/manifests/1")]
    [InlineData("ghcr.io/team/app:1", "https://ghcr.io/v2/team/app/manifests/1")]
    [InlineData("localhost:5000/app:1", "http://localhost:5000/v2/app/manifests/1")]
    [InlineData("127.0.0.1:5000/app:1", "http://127.0.0.1:5000/v2/app/manifests/1")]
    [InlineData("[::1]:5000/app:1", "http://[::1]:5000/v2/app/manifests/1")]
    [InlineData("mirror.example/app:1", "http://10.0.0.1:8080/prefix/v2/app/manifests/1")]
    public async Task GetManifest_OfAHost_GoesToItsAddress(string image, string address)
    {
        using var handler = Handler(_ => Found());
        var endpoints = new Dictionary<RegistryHost, Uri> { [RegistryHost.Parse("mirror.example")] = new("http://10.0.0.1:8080/prefix") };
        using var client = new OciClient(null, new OciClientOptions { Endpoints = endpoints }, handler, time);

        await client.GetManifestAsync(ImageReference.Parse(image), Bound, TestContext.Current.CancellationToken);

        Assert.Equal(address, Assert.Single(handler.Seen).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task GetManifest_WithoutAChallenge_SendsNoCredentials()
    {
        using var handler = Handler(_ => Found());

        await GetAsync(handler);

        Assert.Null(Assert.Single(handler.Seen).Authorization);
    }

    [Fact]
    public async Task GetManifest_OnABasicChallenge_SendsThePasswordOnceAndRemembers()
    {
        using var handler = Handler(request => request.Headers.Authorization is null ? Challenge("Basic realm=\"x\"") : Found());
        using var client = new OciClient(Credentials, null, handler, time);

        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);
        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);

        Assert.Equal([null, BasicPair, BasicPair], handler.Seen.Select(request => request.Authorization));
    }

    [Fact]
    public async Task GetManifest_OnABearerChallenge_FetchesATokenWithServiceAndScope()
    {
        using var handler = Bearer("""{"token":"abc","expires_in":100}""");

        await GetAsync(handler);

        Assert.Equal([null, BasicPair, "Bearer abc"], handler.Seen.Select(request => request.Authorization));
        Assert.Equal("https://auth.example/token?service=registry&scope=repository%3Ateam%2Fapp%3Apull&account=user", handler.Seen[1].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task GetManifest_WithinATokensLife_UsesItAgain()
    {
        using var handler = Bearer("""{"access_token":"abc","expires_in":100}""");
        using var client = new OciClient(Credentials, null, handler, time);

        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(80));
        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);
        Assert.Equal(4, handler.Seen.Count);
        time.Advance(TimeSpan.FromSeconds(11));
        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);

        Assert.Equal(7, handler.Seen.Count);
    }

    [Fact]
    public async Task GetManifest_WithAnIdentityToken_ExchangesIt()
    {
        string? form = null;
        using var handler = new FaultyHandler(async (request, _, token) =>
        {
            if (request.Method == HttpMethod.Post)
            {
                form = await request.Content!.ReadAsStringAsync(token);
                return Json("""{"access_token":"abc"}""");
            }

            return request.Headers.Authorization is null ? Challenge(BearerChallenge) : Found();
        });
        using var client = new OciClient(new StaticCredentials(Image.Registry, DockerLogin.OfIdentityToken(new Secret("identity"))), null, handler, time);

        await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);

        Assert.Contains("grant_type=refresh_token", form, StringComparison.Ordinal);
        Assert.Contains("refresh_token=identity", form, StringComparison.Ordinal);
        Assert.DoesNotContain("identity", handler.Seen[1].Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetManifest_OfAnotherRegistry_NeverGetsTheCredential()
    {
        using var handler = Handler(_ => Challenge("Basic realm=\"x\""));
        using var client = new OciClient(Credentials, null, handler, time);

        await Assert.ThrowsAsync<RegistryResponseException>(() =>
            client.GetManifestAsync(ImageReference.Parse("other.example/team/app:1"), Bound, TestContext.Current.CancellationToken));

        Assert.All(handler.Seen, request => Assert.Null(request.Authorization));
    }

    [Theory]
    [InlineData("Bearer realm=\"http://auth.example/token\"")]
    [InlineData("Bearer realm=\"ftp://auth.example/token\"")]
    [InlineData("Bearer realm=\"nowhere\"")]
    [InlineData("Bearer service=\"registry\"")]
    public async Task GetManifest_OnAChallengeToAnUnsafePlace_SendsNothing(string challenge)
    {
        using var handler = Handler(_ => Challenge(challenge));

        await Assert.ThrowsAsync<RegistryUnreachableException>(() => GetAsync(handler));

        Assert.Null(Assert.Single(handler.Seen).Authorization);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":"a\nb"}""")]
    public async Task GetManifest_OnATokenAnswerWithoutAToken_Fails(string answer)
    {
        using var handler = Bearer(answer);

        var exception = await Assert.ThrowsAsync<RegistryUnreachableException>(() => GetAsync(handler));

        Assert.Contains("auth.example", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://registry.example/elsewhere", true)]
    [InlineData("/elsewhere", true)]
    [InlineData("https://storage.example/blob?signature=secret", false)]
    [InlineData("https://registry.example:8443/elsewhere", false)]
    public async Task GetManifest_OnARedirect_KeepsCredentialsToTheirOrigin(string location, bool keeps)
    {
        using var handler = Handler(request =>
            request.Headers.Authorization is null && request.RequestUri!.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal) ? Challenge("Basic realm=\"x\"")
            : request.RequestUri!.AbsolutePath.StartsWith("/v2/", StringComparison.Ordinal) ? Redirect(location)
            : Found());

        await GetAsync(handler);

        Assert.Equal(keeps ? BasicPair : null, handler.Seen[^1].Authorization);
    }

    [Theory]
    [InlineData("http://storage.example/blob")]
    [InlineData("file:///etc/passwd")]
    public async Task GetManifest_OnARedirectOutOfHttps_Fails(string location)
    {
        using var handler = Handler(_ => Redirect(location));

        await Assert.ThrowsAsync<RegistryUnreachableException>(() => GetAsync(handler));

        Assert.Single(handler.Seen);
    }

    [Fact]
    public async Task Exception_OfARedirectedAnswer_HidesTheSignature()
    {
        using var handler = Handler(request => request.RequestUri!.Query.Length > 0
            ? new HttpResponseMessage(HttpStatusCode.Forbidden)
            : Redirect("https://storage.example/blob?signature=secret"));

        var exception = await Assert.ThrowsAsync<RegistryResponseException>(() => GetAsync(handler));

        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_OfAnError_CarriesWhatTheRegistrySaid()
    {
        using var handler = Handler(_ => Json("""{"errors":[{"code":"NAME_UNKNOWN","message":"no such\nrepository","detail":{"x":1}},null]}""", HttpStatusCode.NotFound));

        var exception = await Assert.ThrowsAsync<RegistryResponseException>(() => GetAsync(handler));

        Assert.Equal(HttpMethod.Get, exception.Method);
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.True(exception.IsRegistry);
        Assert.Equal(new RegistryError("NAME_UNKNOWN", "no such repository"), Assert.Single(exception.Errors));
        Assert.Contains("https://registry.example/v2/team/app/manifests/1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(100L * 1024 * 1024)]
    public async Task GetManifest_OfAHugeBody_ReadsNoMoreThanTheBound(long? statedLength)
    {
        using var body = new EndlessStream(100L * 1024 * 1024);
        using var handler = Handler(_ =>
        {
            var content = new StreamContent(body);
            content.Headers.ContentLength = statedLength;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        });

        await Assert.ThrowsAsync<ContentTooLargeException>(() => GetAsync(handler));

        Assert.InRange(body.Given, 0, Bound + 1);
    }

    [Fact]
    public async Task GetManifest_NotAnsweredInTime_IsTransient()
    {
        using var handler = new FaultyHandler(async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });

        var exception = await Assert.ThrowsAsync<RegistryUnreachableException>(() => time.RunAsync(GetAsync(handler)));

        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task GetManifest_Cancelled_ThrowsThat()
    {
        using var cancellation = new CancellationTokenSource();
        using var handler = new FaultyHandler(async (_, _, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        });
        using var client = new OciClient(Credentials, null, handler, time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetManifestAsync(Image, Bound, cancellation.Token));
    }

    private const string BearerChallenge = "Bearer realm=\"https://auth.example/token\",service=\"registry\",scope=\"repository:team/app:pull\"";

    private static FaultyHandler Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) => new((request, _, _) => Task.FromResult<HttpResponseMessage?>(answer(request)));

    private static FaultyHandler Bearer(string tokenAnswer) => Handler(request =>
        request.RequestUri!.Host == "auth.example" ? Json(tokenAnswer)
        : request.Headers.Authorization is null ? Challenge(BearerChallenge)
        : Found());

    private static HttpResponseMessage Found()
    {
        var content = new ByteArrayContent(Item.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(Item.MediaType);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static HttpResponseMessage Challenge(string challenge)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        return response;
    }

    private static HttpResponseMessage Redirect(string location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        response.Headers.Location = new Uri(location, UriKind.RelativeOrAbsolute);
        return response;
    }

    private static HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    private async Task<ManifestContent> GetAsync(FaultyHandler handler)
    {
        using var client = new OciClient(Credentials, null, handler, time);
        return await client.GetManifestAsync(Image, Bound, TestContext.Current.CancellationToken);
    }
}
