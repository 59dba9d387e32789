using System.Text.Json;
using Berth.Cli.Failures;

namespace Berth.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("config", "show", "--colour")]
    [InlineData("config", "show", "--output", "yaml")]
    [InlineData("config", "show", "--config")]
    [InlineData("config", "frobnicate")]
    [InlineData("frobnicate")]
    public async Task CommandLine_Wrong_IsRefusedWithTheExitCodeOfUsage(params string[] arguments)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync(arguments);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("berth: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--help", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_WrongWithJson_IsRefusedAsJson()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("config", "show", "--output", "json", "--colour");
        using var json = JsonDocument.Parse(outcome.Error);
        var error = json.RootElement.GetProperty("error");
        Assert.Equal("usage", error.GetProperty("code").GetString());
        Assert.Equal(ExitCodes.Usage, error.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task Help_OfACommand_GoesToStdoutWithExamples()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("config", "validate", "--help");
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        Assert.Contains("Examples:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("berth config validate --config deploy/berth.json", outcome.Output, StringComparison.Ordinal);
    }
}
