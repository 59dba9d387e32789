using System.CommandLine;
using System.CommandLine.Invocation;
using Berth.Cli.Commands;
using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>Parses a command line and runs what it says.</summary>
internal static class BerthCommandLine
{
    // Long enough for the emulator to finish the requests it is serving.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(10);

    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellationToken = default)
    {
        var parsed = new BerthRootCommand(host).Parse(arguments, Parsing);
        if (parsed.Action is ParseErrorAction)
        {
            return FailureWriter.Write(host, Failure.OfCommandLine(parsed), AsJson(parsed));
        }

        var invocation = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.People,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = Shutdown,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
    }

    private static bool AsJson(ParseResult parsed) =>
        parsed.GetResult(OutputOption.Name) is System.CommandLine.Parsing.OptionResult { Tokens: [{ Value: OutputOption.Json }] };
}
