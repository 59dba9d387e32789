using System.Diagnostics;
using Berth.Cli.Failures;
using Berth.Emulator;

namespace Berth.Cli.Tests.Commands;

/// <summary>A failure never looks like a success, neither to a person nor to a shell.</summary>
public sealed class FailClosedTests
{
    private const string Misspelled = "12345678901.dkr.ecr.eu-central-1.amazonaws.com";

    private static readonly string[] Deployment = ["prepare", "-p", "web", "-e", "test"];

    [Theory]
    [InlineData("prepare -p web -e test --host HOST")]
    [InlineData("verify HOST/deployments/web:1")]
    [InlineData("credentials HOST/deployments/web:1")]
    [InlineData("login HOST")]
    public async Task Command_OnAHostThatResemblesEcr_IsRefused(string line)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync(line.Replace("HOST", Misspelled, StringComparison.Ordinal).Split(' '));
        Assert.Equal((ExitCodes.Usage, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Contains("looks like the host of an ECR registry", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OnAHostThatResemblesEcrWithAKind_IsThatKind()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync([.. Deployment, "--host", Misspelled, "--kind", "oci"]);
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.StartsWith(Misspelled, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OnEcrPublic_IsAnOrdinaryRegistry()
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCodes.Success, (await run.RunAsync([.. Deployment, "--host", "public.ecr.aws"])).ExitCode);
    }

    [Theory]
    [InlineData("prepare -p a/../b -e test --output env", "2")]
    [InlineData("prepare -p web -e test --output env --frobnicate", "2")]
    [InlineData("prepare -p web -e test --output buildah --config absent.json", "12")]
    [InlineData("credentials nonsense: --output env", "2")]
    public async Task OutputForEval_OfAFailedCommand_FailsInTheShell(string line, string status)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync(line.Split(' '));
        Assert.Equal(status, await ShellAsync("eval \"$1\"; echo $?", outcome.Output));
        Assert.Equal(string.Empty, await ShellAsync("set -e; eval \"$1\"; echo continued", outcome.Output));
    }

    [Theory]
    [InlineData("buildx")]
    [InlineData("buildctl")]
    [InlineData("kaniko")]
    [InlineData("dotnet")]
    public async Task OutputForABuilder_OfAFailedCommand_IsAnUnknownOption(string builder)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("prepare", "-p", "web", "-e", "test", "--output", builder, "--config", "absent.json");
        Assert.Equal((ExitCodes.Local, "--berth-prepare-failed\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task DockerConfig_OfFailedCredentials_IsADirectoryThatCannotExist()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("credentials", "nonsense:", "--output", "docker-config");
        Assert.Equal((ExitCodes.Usage, "/dev/null/berth-credentials-failed\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task Expire_OfALink_IsRefused()
    {
        using var run = new CommandRun();
        var made = Directory.CreateDirectory(Path.Combine(run.Directory, "made")).FullName;
        await File.WriteAllTextAsync(Path.Combine(made, "berth-credentials"), string.Empty, TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(Path.Combine(run.Directory, "link"), made);

        foreach (var name in new[] { "link", "link/" })
        {
            var outcome = await run.RunAsync("credentials", "--expire", name);
            Assert.Equal(ExitCodes.Local, outcome.ExitCode);
            Assert.Contains("is a link", outcome.Error, StringComparison.Ordinal);
        }

        Assert.True(Directory.Exists(made));
        Assert.Equal(ExitCodes.Success, (await run.RunAsync("credentials", "--expire", "made")).ExitCode);
        Assert.False(Directory.Exists(made));
    }

    [Theory]
    [InlineData("prepare -p web -e test")]
    [InlineData("emulator --port 0")]
    [InlineData("prepare -p web -e test --config ~/berth.json")]
    public async Task Command_WithoutAHomeDirectory_SaysSoAndWritesNothing(string line)
    {
        using var run = new CommandRun().WithoutVariable("HOME");
        var outcome = await run.RunAsync(line.Split(' '));
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains("HOME is not set", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(run.Directory));
    }

    [Fact]
    public async Task Prepare_WithAnUnwritableGitHubFile_CallsNothing()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var run = new CommandRun().WithVariable("GITHUB_OUTPUT", "/proc/none/file")
            .WithVariable("BERTH_HOST", "123456789012.dkr.ecr.eu-central-1.amazonaws.com").WithVariable("BERTH_ENDPOINT", emulator.Endpoint.ToString());
        var outcome = await run.RunAsync([.. Deployment, "--output", "github"]);
        Assert.Equal((ExitCodes.Local, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("berth: GITHUB_OUTPUT: '/proc/none/file' cannot be written", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, emulator.Calls.Total);
    }

    [Fact]
    public async Task Prepare_WithAGitHubFileThatFailsLater_PrintsTheReferenceNevertheless()
    {
        using var run = new CommandRun().WithVariable("GITHUB_OUTPUT", "/dev/full");
        var outcome = await run.RunAsync([.. Deployment, "--host", "ghcr.io", "-v", "1", "--short-code", "a", "--output", "github"]);
        Assert.Equal((ExitCodes.Local, "ghcr.io/deployments/web:1.test.a\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("GITHUB_OUTPUT: '/dev/full' cannot be written", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2s", "stall")]
    [InlineData("2s", "drip")]
    [InlineData("2s", "missing")]
    public async Task VerifyWithAWait_WhateverTheServerDoes_EndsInTime(string wait, string behaviour)
    {
        await using var server = FakeServer.Start(request => behaviour switch
        {
            "stall" => FakeAnswer.Stall,
            "drip" => FakeAnswer.Drip,
            _ => FakeAnswer.Error(request, 400, "RepositoryNotFoundException", "none"),
        });
        using var run = new CommandRun()
            .WithVariable("BERTH_HOST", "123456789012.dkr.ecr.eu-central-1.amazonaws.com").WithVariable("BERTH_ENDPOINT", server.Endpoint.ToString());
        var clock = Stopwatch.StartNew();
        var outcome = await run.RunAsync("verify", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/deployments/web:1", "--wait", wait);
        Assert.Equal(behaviour == "missing" ? ExitCodes.NotFound : ExitCodes.Unreachable, outcome.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    private static async Task<string> ShellAsync(string script, string output)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script, "sh", output]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text.Trim();
    }
}
