using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Cli.Tests.DockerCredentials;

public sealed class HelperProtocolTests : IAsyncLifetime, IDisposable
{
    private const string Host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private const string NotFound = "credentials not found in native keychain\n";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2025, 12, 3, 10, 0, 0, TimeSpan.Zero));
    private CommandRun run = null!;
    private BerthEmulator? emulator;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(new EmulatorOptions { TimeProvider = time }, TestContext.Current.CancellationToken);
        run = new CommandRun { Time = time }.WithVariable("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Configure(emulator.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        if (emulator is not null)
        {
            await emulator.DisposeAsync();
            emulator = null;
        }
    }

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData(Host)]
    [InlineData("https://" + Host)]
    [InlineData("https://" + Host + "/v2/")]
    public async Task Get_OfAConfiguredRegistry_ReturnsItsToken(string server)
    {
        var outcome = await GetAsync(server);
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(server, json.RootElement.GetProperty("ServerURL").GetString());
        Assert.Equal("AWS", json.RootElement.GetProperty("Username").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("Secret").GetString()!);
    }

    [Theory]
    [InlineData("ghcr.io")]
    [InlineData("https://index.docker.io/v1/")]
    [InlineData("public.ecr.aws")]
    [InlineData("localhost:5001")]
    [InlineData("not a host")]
    public async Task Get_OfAnotherRegistry_ReturnsNotFound(string server)
    {
        Assert.Equal(new CommandOutcome(1, NotFound, string.Empty), await GetAsync(server));
    }

    [Fact]
    public async Task Get_WithoutAServer_IsRefused()
    {
        Assert.Equal(new CommandOutcome(1, "no credentials server URL\n", string.Empty), await GetAsync("\n"));
    }

    [Fact]
    public async Task Get_Again_CallsNothing()
    {
        var first = await GetAsync(Host);
        await DisposeAsync();
        time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(first, await GetAsync(Host));
    }

    [Fact]
    public async Task Get_AfterHalfOfTheLifetime_FetchesANewToken()
    {
        await GetAsync(Host);
        time.Advance(TimeSpan.FromHours(7));
        var bytes = await File.ReadAllBytesAsync(TokenFile().FullName, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Success, (await GetAsync(Host)).ExitCode);
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(TokenFile().FullName, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_IfNoNewTokenIsAvailable_UsesTheOldOneWithAWarning()
    {
        var first = await GetAsync(Host);
        await DisposeAsync();
        time.Advance(TimeSpan.FromHours(7));
        var outcome = await GetAsync(Host);
        Assert.Equal((first.ExitCode, first.Output), (outcome.ExitCode, outcome.Output));
        Assert.Contains("an older token is used", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_IfNoTokenIsAvailable_GivesTheReasonToDocker()
    {
        Configure(new Uri("http://127.0.0.1:1"));
        var outcome = await GetAsync(Host);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("berth: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("GetAuthorizationToken", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cache_OnDisk_IsPrivateAndUnreadable()
    {
        using var json = JsonDocument.Parse((await GetAsync(Host)).Output);
        var secret = json.RootElement.GetProperty("Secret").GetString()!;
        var file = TokenFile();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.FullName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(file.DirectoryName!));
        Assert.DoesNotContain(secret[..16], await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA", file.Name, StringComparison.Ordinal);
        Assert.StartsWith("eu-central-1-", file.Name, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public async Task Cache_Invalid_IsReportedRenamedAndCreatedAgain()
    {
        await GetAsync(Host);
        var file = TokenFile();
        await File.WriteAllTextAsync(file.FullName, "broken broken broken broken broken", TestContext.Current.CancellationToken);
        var outcome = await GetAsync(Host);
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.Contains("is not valid and was renamed to", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, file.Directory!.GetFiles().Length);
        var again = await GetAsync(Host);
        Assert.Equal((ExitCodes.Success, string.Empty), (again.ExitCode, again.Error));
    }

    [Fact]
    public async Task Cache_OfAnotherCaller_IsNotUsed()
    {
        await GetAsync(Host);
        run.WithVariable("AWS_ACCESS_KEY_ID", "AKIAOTHEROTHEROTHERO");
        await GetAsync(Host);
        Assert.Equal(2, new DirectoryInfo(Tokens).GetFiles().Length);
    }

    [Fact]
    public async Task Erase_OfACachedToken_RemovesIt()
    {
        await GetAsync(Host);
        Assert.Equal(new CommandOutcome(0, string.Empty, string.Empty), await run.RunWithInputAsync(Host, "docker-credential", "erase"));
        Assert.Empty(new DirectoryInfo(Tokens).GetFiles());
    }

    [Fact]
    public async Task List_NamesTheConfiguredRegistries()
    {
        var outcome = await run.RunAsync("docker-credential", "list");
        Assert.Equal($$"""{"https://{{Host}}":"AWS"}""" + "\n", outcome.Output);
    }

    [Fact]
    public async Task Store_ForAnEcrRegistry_StoresNothing()
    {
        var outcome = await run.RunWithInputAsync(
            $$"""{"ServerURL":"https://{{Host}}","Username":"AWS","Secret":"a-password"}""", "docker-credential", "store");
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.False(Directory.Exists(Tokens));
    }

    [Fact]
    public async Task Store_ForAnotherRegistry_IsRefusedWithoutThePassword()
    {
        var outcome = await run.RunWithInputAsync("""{"ServerURL":"ghcr.io","Username":"me","Secret":"a-password"}""", "docker-credential", "store");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Berth stores no passwords", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-password", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_InTheWorkingDirectory_IsNotRead()
    {
        run.WithFile("berth.json", """{ "registry": { "host": "evil.example", "kind": "ecr", "account": "123456789012", "region": "us-east-1", "endpoint": "http://evil.example" } }""");
        Assert.Equal(NotFound, (await GetAsync("evil.example")).Output);
    }

    [Fact]
    public async Task Get_FromAnEmulatorThatWasRestarted_FetchesANewToken()
    {
        await GetAsync(Host);
        var bytes = await File.ReadAllBytesAsync(TokenFile().FullName, TestContext.Current.CancellationToken);
        var port = emulator!.Endpoint.Port;
        await DisposeAsync();
        emulator = await BerthEmulator.StartAsync(new EmulatorOptions { Port = port, TimeProvider = time }, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Success, (await GetAsync(Host)).ExitCode);

        Assert.Equal(1, emulator.Calls["GetAuthorizationToken"]);
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(TokenFile().FullName, TestContext.Current.CancellationToken));
        await GetAsync(Host);
        Assert.Equal(1, emulator.Calls["GetAuthorizationToken"]);
    }

    [Fact]
    public async Task Get_OfTwoAccountsAtOneEndpoint_GivesTwoTokens()
    {
        var registries = string.Join(',', new[] { "111111111111", "222222222222" }.Select(account =>
            $$""" "r{{account}}": { "host": "r{{account}}.example", "kind": "ecr", "account": "{{account}}", "region": "eu-central-1", "endpoint": "{{emulator!.Endpoint}}" } """));
        run.WithFile(Path.Combine("home", ".config", "berth", "berth.json"), $$"""{ "registries": { {{registries}} } }""");

        await GetAsync("r111111111111.example");
        await GetAsync("r222222222222.example");

        Assert.Equal(2, new DirectoryInfo(Tokens).GetFiles().Length);
    }

    [Fact]
    public async Task Get_WithABrokenEntryOfAnotherHost_AnswersForThisOne()
    {
        run.WithFile(Path.Combine("home", ".config", "berth", "berth.json"), $$"""
            {
              "registry": { "host": "{{Host}}", "endpoint": "{{emulator!.Endpoint}}" },
              "registries": { "broken": { "host": "broken.example", "kind": "gcr" }, "BAD": { "host": "bad.example" }, "worse": 5 }
            }
            """);

        Assert.Equal(ExitCodes.Success, (await GetAsync(Host)).ExitCode);
        var broken = await GetAsync("broken.example");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("registries.broken.kind", broken.Output, StringComparison.Ordinal);
        var list = await run.RunAsync("docker-credential", "list");
        Assert.Equal((ExitCodes.Success, $$"""{"https://{{Host}}":"AWS"}""" + "\n"), (list.ExitCode, list.Output));
        Assert.Contains("registries.worse", list.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901.dkr.ecr.eu-central-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.comm")]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.com.example.org")]
    public async Task Get_OfAHostThatResemblesEcr_IsRefused(string server)
    {
        var outcome = await GetAsync(server);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("looks like the host of an ECR registry", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAHostThatResemblesEcrAndIsConfiguredAsAnother_AnswersNotFound()
    {
        run.WithFile(Path.Combine("home", ".config", "berth", "berth.json"), """{ "registry": { "host": "1.dkr.ecr.example.org", "kind": "oci" } }""");
        Assert.Equal(NotFound, (await GetAsync("1.dkr.ecr.example.org")).Output);
    }

    [Fact]
    public async Task Get_WithoutAHomeDirectory_AnswersAndCachesNothing()
    {
        run.WithoutVariable("HOME").WithVariable("BERTH_HOST", Host).WithVariable("BERTH_ENDPOINT", emulator!.Endpoint.ToString());
        Directory.Delete(Path.Combine(run.Directory, "home"), recursive: true);
        var outcome = await GetAsync(Host);
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.Contains("HOME is not set", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(run.Directory));
    }

    [Fact]
    public async Task Get_WithAHomeDirectoryThatCannotBeWritten_AnswersWithAWarning()
    {
        run.WithVariable("HOME", "/proc").WithVariable("BERTH_HOST", Host).WithVariable("BERTH_ENDPOINT", emulator!.Endpoint.ToString());
        var outcome = await GetAsync(Host);
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.StartsWith("berth: warning: the token is not cached: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithAStalledServer_EndsAtTheLimit()
    {
        await using var server = FakeServer.Start(_ => FakeAnswer.Stall);
        using var other = new CommandRun()
            .WithVariable("BERTH_HOST", Host).WithVariable("BERTH_ENDPOINT", server.Endpoint.ToString()).WithVariable("BERTH_TIMEOUT", "1500ms");
        var outcome = await other.RunWithInputAsync(Host, "docker-credential", "get");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("no complete answer came within 1.5 s", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{\"ServerURL\":5}")]
    [InlineData("{\"ServerURL\":\"\\ud83d\"}")]
    [InlineData("{\"\\ud83d\":\"x\"}")]
    public async Task Store_OfNonsense_IsRefusedWithAMessage(string input)
    {
        var outcome = await run.RunWithInputAsync(input, "docker-credential", "store");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("berth: the request is not a JSON object", outcome.Output, StringComparison.Ordinal);
    }

    private string Tokens => Path.Combine(run.Directory, "home", ".cache", "berth", "tokens");

    private string KeyFile => Path.Combine(run.Directory, "home", ".local", "state", "berth", "token-cache.key");

    private FileInfo TokenFile() => new DirectoryInfo(Tokens).GetFiles().Single();

    private Task<CommandOutcome> GetAsync(string server) => run.RunWithInputAsync(server, "docker-credential", "get");

    private void Configure(Uri endpoint) => run.WithFile(
        Path.Combine("home", ".config", "berth", "berth.json"),
        $$"""{ "registry": { "host": "{{Host}}", "endpoint": "{{endpoint}}" } }""");
}
