namespace Berth.Clients.Tests.Docker;

/// <summary>The docker client, unmodified, signs in with the AWS CLI's password, as AWS's own instructions have it; it needs no engine for that.</summary>
public sealed class DockerLoginTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly DirectoryInfo configuration = Directory.CreateTempSubdirectory("berth-docker-");

    private string Host => $"localhost:{emulator.Emulator.Endpoint.Port}";

    [Fact]
    public async Task Login_WithTheTokensPassword_Succeeds()
    {
        var password = (await ClientProgram.RunAsync(ClientProgram.Require("aws", "awscli"), ["ecr", "get-login-password"], emulator.Environment)).Succeeded();
        Assert.Contains("Login Succeeded", (await LoginAsync(password)).Succeeded(), StringComparison.Ordinal);
        var file = await File.ReadAllTextAsync(Path.Combine(configuration.FullName, "config.json"), TestContext.Current.CancellationToken);
        Assert.Contains(Host, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithAnotherPassword_IsRefused() => (await LoginAsync("not-the-token")).Failed();

    public void Dispose() => configuration.Delete(recursive: true);

    private Task<ClientResult> LoginAsync(string password) =>
        ClientProgram.RunAsync(
            ClientProgram.Require("docker", "docker.io"),
            ["--config", configuration.FullName, "login", "--username", "AWS", "--password-stdin", Host],
            new Dictionary<string, string>(emulator.Environment) { ["DOCKER_HOST"] = "unix:///nowhere.sock" },
            configuration.FullName,
            password);
}
