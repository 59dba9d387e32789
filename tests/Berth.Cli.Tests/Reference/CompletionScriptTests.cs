using System.Diagnostics;

namespace Berth.Cli.Tests.Reference;

public sealed class CompletionScriptTests
{
    [Theory]
    [InlineData("berth ''", "completion config")]
    [InlineData("berth config ''", "schema show validate")]
    [InlineData("berth config show --output ''", "json text")]
    [InlineData("berth completion --he", "--help")]
    public async Task Bash_WithARealShell_Completes(string line, string expected)
    {
        using var run = new CommandRun();
        var script = (await run.RunAsync("completion", "bash")).Output;
        var words = line.Split(' ');
        var answer = await ShellAsync("bash", $"{script}\nCOMP_WORDS=({line}); COMP_CWORD={words.Length - 1}; _berth; echo \"${{COMPREPLY[@]}}\"");
        Assert.Superset(expected.Split(' ').ToHashSet(), answer.Trim().Split(' ').ToHashSet());
    }

    [Theory]
    [InlineData("zsh", "#compdef berth")]
    [InlineData("fish", "complete -c berth")]
    public async Task OtherShells_GetTheirScript(string shell, string expected)
    {
        using var run = new CommandRun();
        Assert.Contains(expected, (await run.RunAsync("completion", shell)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownShell_IsRefused_WithThoseKnown()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("completion", "tcsh");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("bash", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<string> ShellAsync(string shell, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, ["-c", script]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
