using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary>Parses a command line and runs its command.</summary>
internal static class BerthCommandLine
{
    // Long enough for the emulator to finish the requests that it serves.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(10);

    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellationToken = default)
    {
        ParseResult? parsed = null;
        try
        {
            parsed = new BerthRootCommand(host).Parse(arguments, Parsing);
            if (parsed.Action is ParseErrorAction)
            {
                return Report(host, parsed, Failure.OfCommandLine(parsed));
            }

            var invocation = new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Shutdown,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return Report(host, parsed, Failure.Of(exception));
        }
    }

    /// <summary>Reports a failure on stderr, and on stdout where a shell would go on with an empty result.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(CommandHost host, ParseResult? parsed, Failure failure)
    {
        var format = FormatOf(parsed);
        FailureWriter.Write(host.Error, failure, format == OutputOption.Json);
        if (parsed?.CommandResult.Command is BerthCommand command)
        {
            WriteFailureOutput(host, command.FailureOutput(format, failure.ExitCode));
        }

        return failure.ExitCode;
    }

    /// <summary>Writes the text that replaces the result on stdout.</summary>
    public static void WriteFailureOutput(CommandHost host, string text)
    {
        try
        {
            host.Output.Write(text);
        }
        catch (LocalException)
        {
            // The failure is reported already, and stdout cannot be written.
        }
    }

    /// <summary>The value of <c>--output</c>, also on a command line that is wrong.</summary>
    public static string? FormatOf(ParseResult? parsed) =>
        parsed?.GetResult(OutputOption.Name) is OptionResult { Tokens: [.., { Value: var format }] } ? format : null;
}
