using Berth.Clients.Tests.Identities;
using Berth.Emulator;

namespace Berth.Clients.Tests.Docker;

/// <summary>Docker's client and skopeo, with <c>docker-credential-berth</c> as their helper and no password typed anywhere.</summary>
public sealed class CredentialHelperTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-helper-");
    private BerthEmulator emulator = null!;
    private Dictionary<string, string> environment = null!;
    private string berth = null!;

    private string Host => $"localhost:{emulator.Endpoint.Port}";

    public async ValueTask InitializeAsync()
    {
        var binary = Environment.GetEnvironmentVariable("BERTH_BINARY");
        Assert.SkipWhen(string.IsNullOrEmpty(binary), "BERTH_BINARY does not name a published berth");
        berth = binary!;
        emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var programs = Directory.CreateDirectory(Path.Combine(folder.FullName, "bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, "docker-credential-berth"), berth);
        environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{programs}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = folder.FullName,
            ["DOCKER_CONFIG"] = Path.Combine(folder.FullName, "docker"),
            ["DOCKER_HOST"] = "unix:///nowhere.sock",
            ["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLEEXAMPLE00",
            ["AWS_SECRET_ACCESS_KEY"] = "any",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["BERTH_HOST"] = Host,
            ["BERTH_KIND"] = "ecr",
            ["BERTH_ACCOUNT"] = "123456789012",
            ["BERTH_REGION"] = "us-east-1",
            ["BERTH_ENDPOINT"] = $"http://{Host}",
        };
        (await RunAsync(berth, "config", "docker")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (emulator is not null)
        {
            await emulator.DisposeAsync();
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Skopeo_WithBerthAsItsHelper_PushesAndPulls()
    {
        var skopeo = ClientProgram.Require("skopeo", "skopeo");
        var image = (await RunAsync(berth, "prepare", "-p", "web", "-e", "test")).Succeeded().Trim();
        var pushed = Path.Combine(folder.FullName, "pushed");
        ImageLayout.Write(Directory.CreateDirectory(pushed).FullName, "content");
        (await RunAsync(skopeo, "copy", "--insecure-policy", "--dest-tls-verify=false", $"oci:{pushed}", $"docker://{image}")).Succeeded();
        (await RunAsync(skopeo, "copy", "--insecure-policy", "--src-tls-verify=false", $"docker://{image}", $"oci:{Path.Combine(folder.FullName, "pulled")}:v1")).Succeeded();
        Assert.Equal(1, emulator.Calls["GetAuthorizationToken"]);
    }

    [Fact]
    public async Task Skopeo_WithoutTheHelper_IsRefused()
    {
        var skopeo = ClientProgram.Require("skopeo", "skopeo");
        (await RunAsync(berth, "config", "docker", "--remove")).Succeeded();
        (await RunAsync(skopeo, "list-tags", "--tls-verify=false", $"docker://{Host}/deployments/web")).Failed();
        Assert.Equal(0, emulator.Calls["GetAuthorizationToken"]);
    }

    [Fact]
    public async Task Docker_WithBerthAsItsHelper_HasCredentialsWithoutAPassword()
    {
        // Without an engine the client ends after it has found its credentials; with --password-stdin alone it goes to the registry itself.
        var docker = ClientProgram.Require("docker", "docker.io");
        var login = await RunAsync(docker, "login", Host);
        Assert.Contains("existing credentials... [Username: AWS]", login.Output + login.Error, StringComparison.Ordinal);
        Assert.Equal(1, emulator.Calls["GetAuthorizationToken"]);
        (await RunAsync(docker, "logout", Host)).Succeeded();
    }

    private Task<ClientResult> RunAsync(string program, params string[] arguments) =>
        ClientProgram.RunAsync(program, arguments, environment, folder.FullName);
}
