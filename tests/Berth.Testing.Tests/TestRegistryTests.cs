using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Names;
using Berth.Registries;

namespace Berth.Testing.Tests;

public sealed class TestRegistryTests : RegistryTest
{
    [Fact]
    public async Task Http_WithoutAnyCare_IsLoggedIn()
    {
        using var response = await Registry.Http.GetAsync(new Uri("/v2/", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Http_WithCredentialsOfItsOwn_KeepsThem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v2/") { Headers = { Authorization = new AuthenticationHeaderValue("Basic", "QVdTOm5v") } };
        using var response = await Registry.Http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Http_AfterTheTokensEnd_LogsInAgain()
    {
        var former = await Registry.LoginAsync(Token);
        Registry.Emulator.Clock.Advance(TimeSpan.FromHours(13));
        using var response = await Registry.Http.GetAsync(new Uri("/v2/", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(former.Password, (await Registry.LoginAsync(Token)).Password);
    }

    [Fact]
    public async Task LoginAsync_Login_IsEcrs()
    {
        var login = await Registry.LoginAsync(Token);
        Assert.Equal("AWS", login.UserName);
        Assert.InRange(login.ExpiresAt!.Value - Registry.Emulator.Clock.GetUtcNow(), TimeSpan.FromHours(11.9), TimeSpan.FromHours(12));
        Assert.DoesNotContain(login.Password.Reveal(), login.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteDockerConfigAsync_File_IsDockers()
    {
        var directory = Directory.CreateTempSubdirectory("berth-testing-").FullName;
        try
        {
            var login = await Registry.LoginAsync(Token);
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"AWS:{login.Password.Reveal()}"));
            using var config = JsonDocument.Parse(await File.ReadAllBytesAsync(await Registry.WriteDockerConfigAsync(directory, Token), Token));
            Assert.Equal(basic, config.RootElement.GetProperty("auths").GetProperty(Registry.Registry.Host.ToString()).GetProperty("auth").GetString());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task For_AnotherAccount_IsAnotherRegistry()
    {
        await Registry.CreateRepositoryAsync("app", Token);
        var other = Registry.For(AccountId.Parse("210987654321"), Region.Parse("eu-central-1"));
        Assert.Null(await other.Repositories.DescribeRepositoryAsync(RepositoryName.Parse("app"), Token));
    }

    [Fact]
    public async Task StartAsync_TwoAtOnce_ShareNothing()
    {
        await using var other = await TestRegistry.StartAsync(cancellationToken: Token);
        await other.CreateRepositoryAsync("app", Token);
        Assert.Null(await Registry.Ecr.Repositories.DescribeRepositoryAsync(RepositoryName.Parse("app"), Token));
    }

    [Fact]
    public async Task StartAsync_WithACertificateOfItsOwn_IsReachedByAllClients()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        await using var registry = await TestRegistry.StartAsync(new EmulatorOptions { Certificate = certificate }, cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("app", Token);
        var image = await repository.PushAsync(TestImage.Of("hello"), "v1", Token);
        Assert.Equal("https", registry.Emulator.Endpoint.Scheme);
        Assert.Equal(image.Digest, await repository.FindAsync("v1", Token));
    }

    [Fact]
    public async Task StartAsync_WithIdentities_ActsAsTheGivenOne()
    {
        const string Identities = """
            {"accounts":{"123456789012":{"users":{"platform":{
              "accessKeys":[{"id":"AKIAPLATFORM00000001","secret":"platform-secret-key-for-tests"}],
              "policies":{"one":{"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:123456789012:repository/mine/*"},
                {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"}]}}}}}}}
            """;
        await using var registry = await TestRegistry.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(Identities) },
            new BasicAWSCredentials("AKIAPLATFORM00000001", "platform-secret-key-for-tests"),
            Token);
        var mine = await registry.CreateRepositoryAsync("mine/app", Token);
        await mine.PushAsync(TestImage.Of("hello"), "v1", Token);
        var exception = await Assert.ThrowsAsync<EcrException>(() => registry.CreateRepositoryAsync("others/app", Token));
        Assert.Equal(EcrErrorKind.AccessDenied, exception.Kind);
    }

    [Fact]
    public void Environment_ForClients_NamesTheEndpoint()
    {
        Assert.Equal(Registry.Emulator.Endpoint.ToString(), Registry.Environment["AWS_ENDPOINT_URL"]);
        Assert.Equal(TestRegistry.AccessKeyId, Registry.Environment["AWS_ACCESS_KEY_ID"]);
    }
}
