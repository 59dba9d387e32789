using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Berth.Oci.Tests.Registries;

/// <summary>A token server as distribution's specification has it: it knows one user, and signs what a registry takes for a token.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Service = "registry-under-test";
    public const string Issuer = "token-server-under-test";

    private readonly WebApplication application;
    private readonly RSA key;
    private readonly X509Certificate2 certificate;

    private TokenServer(WebApplication application, RSA key, X509Certificate2 certificate, string certificateFile)
    {
        this.application = application;
        this.key = key;
        this.certificate = certificate;
        CertificateFile = certificateFile;
    }

    public string CertificateFile { get; }

    public Uri Realm => new(application.Urls.First() + "/token");

    public static async Task<TokenServer> StartAsync(DirectoryInfo folder)
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tokens", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
        var file = Path.Combine(folder.FullName, "tokens.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new TokenServer(builder.Build(), key, certificate, file);
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public string Mint(string repository, string[] actions)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var header = new JsonObject
        {
            ["typ"] = "JWT",
            ["alg"] = "RS256",
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
        };
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Service,
            ["sub"] = DockerRegistry.User,
            ["nbf"] = now - 60,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["jti"] = Guid.NewGuid().ToString(),
            ["access"] = new JsonArray(new JsonObject
            {
                ["type"] = "repository",
                ["name"] = repository,
                ["actions"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
            }),
        };
        var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Encode(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DockerRegistry.User}:{DockerRegistry.Password}"));
        var scope = context.Request.Query["scope"].ToString().Split(':');
        if (context.Request.Headers.Authorization != expected || context.Request.Query["service"] != Service || scope.Length < 3)
        {
            context.Response.StatusCode = 401;
            return;
        }

        context.Response.ContentType = "application/json";
        var answer = new JsonObject { ["token"] = Mint(scope[1], ["pull"]), ["expires_in"] = 300 };
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
