using System.Security.Cryptography.X509Certificates;

namespace Berth.Emulator.Tests.Hosting.Certificates;

public sealed class MadeCertificateTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("berth-tls-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("123456789012.dkr.ecr.us-east-1.localhost")]
    public async Task Tls_TrustingTheWrittenCertificate_ServesTheLoopbacksNames(string name)
    {
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions { Tls = true, DataDirectory = data, AnonymousAccess = true }, Token);
        Assert.Equal("https", emulator.Endpoint.Scheme);
        using var root = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(data, "certificate.pem"));
        using var http = Trusting(root, name);
        using var response = await http.GetAsync(new Uri($"https://{name}:{emulator.Endpoint.Port}/v2/"), Token);
        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Tls_SecondStart_HasTheSameCertificateAndAKeyForItsOwnerAlone()
    {
        var first = await StartAndReadAsync();
        var second = await StartAndReadAsync();
        Assert.Equal(first, second);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, "certificate.key")));
        }
    }

    [Fact]
    public async Task Tls_InMemory_ServesToo()
    {
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions { Tls = true, AnonymousAccess = true }, Token);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var http = new HttpClient(handler);
        using var response = await http.GetAsync(new Uri(emulator.Endpoint, "v2/"), Token);
        Assert.True(response.IsSuccessStatusCode);
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    private async Task<string> StartAndReadAsync()
    {
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions { Tls = true, DataDirectory = data }, Token);
        return await File.ReadAllTextAsync(Path.Combine(data, "certificate.pem"), Token);
    }

    private static HttpClient Trusting(X509Certificate2 root, string name)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(System.Net.IPAddress.Loopback, context.DnsEndPoint.Port, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.TargetHost = name;
        handler.SslOptions.CertificateChainPolicy = policy;
        return new HttpClient(handler);
    }
}
