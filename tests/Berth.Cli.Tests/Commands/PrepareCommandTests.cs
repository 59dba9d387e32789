using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Cli.Tests.Golden;
using Berth.Emulator;

namespace Berth.Cli.Tests.Commands;

public sealed class PrepareCommandTests
{
    private static readonly string[] Deployment =
        ["prepare", "--project", "proj_abc", "--environment", "Production", "--version", "20251203.1", "--short-code", "k3v9x0aq"];

    [Fact]
    public async Task Prepare_WithNothingConfigured_PrintsTheReferenceAlone()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync(Deployment);
        Assert.Equal(
            new CommandOutcome(ExitCodes.Success, "localhost:5000/deployments/proj_abc:20251203.1.production.k3v9x0aq\n", string.Empty),
            outcome);
        Assert.True(Directory.Exists(run.Data));
    }

    [Fact]
    public async Task Prepare_Twice_CreatesFirstAndChangesNothingThen()
    {
        using var run = new CommandRun();
        var first = await run.RunAsync([.. Deployment, "--output", "json"]);
        var second = await run.RunAsync([.. Deployment, "--output", "json"]);
        GoldenFile.Matches("Golden/prepare-created.json", first.Output);
        GoldenFile.Matches("Golden/prepare-unchanged.json", second.Output);
    }

    [Fact]
    public async Task Prepare_WithoutVersionAndCode_UsesTheTimeAndARandomCode()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("prepare", "-p", "web", "-e", "test");
        Assert.Matches(@"^localhost:5000/deployments/web:[0-9]{8}\.[0-9]{6}\.test\.[a-z0-9]{8}\n\z", outcome.Output);
    }

    [Fact]
    public async Task Prepare_AsVariables_PrintsOneALine()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--output", "env"]);
        GoldenFile.Matches("Golden/prepare.env", outcome.Output);
    }

    [Fact]
    public async Task Prepare_ForGitHub_AppendsToTheFileOfOutputs()
    {
        using var run = new CommandRun().WithFile("outputs", "before=1\n");
        run.WithVariable("GITHUB_OUTPUT", Path.Combine(run.Directory, "outputs"));
        var outcome = await run.RunAsync([.. Deployment, "--output", "github"]);
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        GoldenFile.Matches("Golden/prepare.github", await File.ReadAllTextAsync(Path.Combine(run.Directory, "outputs"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prepare_ForGitHubOutsideOfIt_IsRefused()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--output", "github"]);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("GITHUB_OUTPUT is not set", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ForARegistryThatIsNotEcr_TouchesNothing()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--host", "ghcr.io", "--output", "json"]);
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.False(json.RootElement.GetProperty("isEcr").GetBoolean());
        Assert.False(Directory.Exists(run.Data));
    }

    [Fact]
    public async Task Prepare_AgainstAnEndpoint_PreparesThere()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var run = new CommandRun();
        var outcome = await run.RunAsync(
            [.. Deployment, "--host", emulator.RegistryHost.ToString(), "--kind", "ecr", "--account", "123456789012", "--region", "us-east-1", "--endpoint", emulator.Endpoint.ToString(), "-o", "json"]);
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.True(json.RootElement.GetProperty("repositoryCreated").GetBoolean());
        Assert.False(Directory.Exists(run.Data));
    }

    [Fact]
    public async Task Prepare_WhileAnEmulatorServesTheDirectory_UsesItAndItsPort()
    {
        using var run = new CommandRun();
        await using var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { DataDirectory = run.Data }, TestContext.Current.CancellationToken);
        var outcome = await run.RunAsync(Deployment);
        Assert.Equal(string.Empty, outcome.Error);
        Assert.StartsWith($"localhost:{emulator.Endpoint.Port}/deployments/proj_abc:", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--project", "Proj")]
    [InlineData("--project", "")]
    [InlineData("--project", "a/../b")]
    [InlineData("--environment", "pro duction")]
    [InlineData("--environment", "")]
    [InlineData("--version", ".1")]
    [InlineData("--version", "1+2")]
    [InlineData("--short-code", "a:b")]
    [InlineData("--short-code", "ä")]
    public async Task Prepare_OfAnInvalidName_IsRefusedAndCreatesNothing(string option, string value)
    {
        using var run = new CommandRun();
        string[] arguments = [.. Deployment];
        arguments[Array.IndexOf(arguments, option) + 1] = value;
        var outcome = await run.RunAsync(arguments);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith($"berth: {option}: ", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Data));
    }

    [Theory]
    [InlineData("--host", "https://ghcr.io", ExitCodes.Usage)]
    [InlineData("--namespace", "Apps", ExitCodes.Usage)]
    [InlineData("--role-arn", "deployer", ExitCodes.Usage)]
    [InlineData("--tags", "aws:x=1", ExitCodes.Usage)]
    [InlineData("--repository-policy", "{", ExitCodes.Usage)]
    [InlineData("--lifecycle-policy", "{}", ExitCodes.Usage)]
    [InlineData("--registry", "eu", ExitCodes.Usage)]
    [InlineData("--colour", "red", ExitCodes.Usage)]
    public async Task Prepare_WithAWrongOption_IsRefusedAndCreatesNothing(string option, string value, int exitCode)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, option, value]);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(option, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.Data));
    }

    [Fact]
    public async Task Prepare_WhereNothingListens_SaysSoWithTheCallAndTheRepository()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync(
            [.. Deployment, "--host", "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "--endpoint", "http://127.0.0.1:1"]);
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("deployments/proj_abc", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("DescribeRepositories", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OfADirectoryThatIsAFile_IsRefusedAsLocal()
    {
        using var run = new CommandRun().WithFile("state", "not a directory");
        var outcome = await run.RunAsync([.. Deployment, "--data", "state"]);
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains("state", outcome.Error, StringComparison.Ordinal);
    }
}
