using System.CommandLine;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Reference;

namespace Berth.Cli.Commands;

/// <summary><c>berth completion</c>: prints a shell's completion script.</summary>
internal sealed class CompletionCommand : BerthCommand
{
    private readonly Argument<string> shell = new("shell")
    {
        HelpName = string.Join('|', CompletionScript.Shells),
        Description = "The shell.",
    };

    public CompletionCommand(CommandHost host)
        : base("completion", "Prints the completion script of a shell.", host, "source <(berth completion bash)", "berth completion fish > ~/.config/fish/completions/berth.fish")
    {
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        Add(shell);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var script = CompletionScript.Write(parsed.GetRequiredValue(shell), (RootCommand)parsed.RootCommandResult.Command);
        await Host.Output.WriteAsync(script.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
