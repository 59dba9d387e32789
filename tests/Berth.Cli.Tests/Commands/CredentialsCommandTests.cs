using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Emulator;
using Berth.Emulator.Access;

namespace Berth.Cli.Tests.Commands;

public sealed class CredentialsCommandTests : IAsyncLifetime, IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Role = "arn:aws:iam::123456789012:role/push";

    private const string Identities = """
        { "accounts": { "123456789012": {
          "users": { "platform": {
            "accessKeys": [{ "id": "AKIATESTTESTTESTTEST", "secret": "a-secret-of-the-tests" }],
            "policies": { "all": { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Action": ["ecr:*", "sts:AssumeRole", "sts:TagSession"], "Resource": "*" } ] } } } },
          "roles": { "push": {
            "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow",
              "Principal": { "AWS": "arn:aws:iam::123456789012:root" }, "Action": ["sts:AssumeRole", "sts:TagSession"] } },
            "policies": { "all": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ecr:*", "Resource": "*" } } } } } } } }
        """;

    private readonly CommandRun run = new();
    private BerthEmulator emulator = null!;

    private string Image => $"{emulator.RegistryHost}/deployments/web:1.production.k3v9x0aq";

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(Identities) }, TestContext.Current.CancellationToken);
        run.WithVariable("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST")
            .WithVariable("BERTH_HOST", emulator.RegistryHost.ToString())
            .WithVariable("BERTH_KIND", "ecr")
            .WithVariable("BERTH_ACCOUNT", "123456789012")
            .WithVariable("BERTH_REGION", "us-east-1")
            .WithVariable("BERTH_ENDPOINT", emulator.Endpoint.ToString())
            .WithVariable("BERTH_ROLE_ARN", Role);
        var prepared = await run.RunAsync("prepare", "-p", "web", "-e", "production", "--version", "1", "--short-code", "k3v9x0aq");
        Assert.Equal((Image + "\n", string.Empty), (prepared.Output, prepared.Error));
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task Credentials_OfAPreparedImage_AreScopedAndPrintedOnceOnly()
    {
        var outcome = await run.RunAsync("credentials", Image, "--output", "json");
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("scoped").GetBoolean());
        Assert.Equal("AWS", json.RootElement.GetProperty("username").GetString());
        Assert.StartsWith("ASIA", json.RootElement.GetProperty("keys").GetProperty("accessKeyId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_AsVariables_HaveNoCharacterThatIsSpecialInAShell()
    {
        var outcome = await run.RunAsync("credentials", Image, "--output", "env");
        Assert.All(outcome.Output.TrimEnd().Split('\n'), line => Assert.Matches(@"^[A-Z_]+=[A-Za-z0-9+/=_.:-]+\z", line));
    }

    [Fact]
    public async Task Credentials_AsDockersDirectory_ArePrivateAndRemovable()
    {
        var made = await run.RunAsync("credentials", Image, "--output", "docker-config", "--directory", "build");
        var directory = Path.Combine(run.Directory, "build");
        Assert.Equal(directory + "\n", made.Output);
        Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.All(Directory.GetFiles(directory), file => Assert.Equal(Private, File.GetUnixFileMode(file)));
        Assert.Contains(emulator.RegistryHost.ToString(), await File.ReadAllTextAsync(Path.Combine(directory, "config.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var removed = await run.RunAsync("credentials", "--expire", "build");
        Assert.Equal(new CommandOutcome(ExitCodes.Success, string.Empty, string.Empty), removed);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task Expire_OfAnotherDirectory_RemovesNothing()
    {
        run.WithFile("mine/config.json", "{}");
        var outcome = await run.RunAsync("credentials", "--expire", "mine");
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.True(File.Exists(Path.Combine(run.Directory, "mine", "config.json")));
    }

    [Fact]
    public async Task Credentials_WithoutARole_AreRefusedAndBroadOnesGivenOnlyWhenAllowed()
    {
        run.WithVariable("BERTH_ROLE_ARN", string.Empty);
        var refused = await run.RunAsync("credentials", Image);
        Assert.Equal((ExitCodes.Denied, string.Empty), (refused.ExitCode, refused.Output));
        var broad = await run.RunAsync("credentials", Image, "--allow-broad", "--output", "json");
        Assert.Contains("\"scoped\": false", broad.Output, StringComparison.Ordinal);
        Assert.Contains("not scoped", broad.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("ghcr.io/acme/web:1")]
    [InlineData("--access", "all")]
    [InlineData("--minutes", "5")]
    [InlineData("--minutes", "10000")]
    public async Task Credentials_OfWrongInput_AreRefused(params string[] arguments)
    {
        string[] image = arguments.Length == 1 ? [] : [Image];
        var outcome = await run.RunAsync(["credentials", .. image, .. arguments]);
        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task Login_ToTheRegistryInUse_WritesDockersConfigurationAndPrintsNoToken()
    {
        run.WithFile("docker/config.json", "{\n  \"psFormat\": \"table\"\n}");
        var outcome = await run.RunAsync("login", "--docker-config", "docker");
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Output));
        var file = Path.Combine(run.Directory, "docker", "config.json");
        Assert.Equal(Private, File.GetUnixFileMode(file));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("table", json.RootElement.GetProperty("psFormat").GetString());
        var auth = json.RootElement.GetProperty("auths").GetProperty(emulator.RegistryHost.ToString()).GetProperty("auth").GetString()!;
        Assert.DoesNotContain(auth, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_OfTheContainersTools_WritesTheirFile()
    {
        run.WithVariable("REGISTRY_AUTH_FILE", Path.Combine(run.Directory, "auth.json"));
        var outcome = await run.RunAsync("login", "--containers", "--output", "json");
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(run.Directory, "auth.json")));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(Path.Combine(run.Directory, "auth.json"), json.RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public async Task Login_ToARegistryThatIsNotEcr_IsRefused()
    {
        var outcome = await run.RunAsync("login", "ghcr.io");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("docker login", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigDocker_SetAndRemoved_LeavesTheFileAsItWas()
    {
        const string Before = "{\n  \"psFormat\": \"table\",\n  \"credHelpers\": { \"ghcr.io\": \"pass\" }\n}\n";
        run.WithFile("docker/config.json", Before);
        var file = Path.Combine(run.Directory, "docker", "config.json");
        await run.RunAsync("config", "docker", "--docker-config", "docker");
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)))
        {
            Assert.Equal("berth", json.RootElement.GetProperty("credHelpers").GetProperty(emulator.RegistryHost.ToString()).GetString());
        }

        await run.RunAsync("config", "docker", "--docker-config", "docker", "--remove");
        Assert.Equal(Before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }
}
