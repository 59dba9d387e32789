using System.CommandLine;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary>The base of the commands that do something: turns exceptions into messages and exit codes, and shows examples in the help.</summary>
internal abstract class BerthCommand : Command
{
    protected BerthCommand(string name, string description, CommandHost host, params string[] examples)
        : base(name, description)
    {
        Host = host;
        Examples = examples;
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; }

    protected CommandHost Host { get; }

    /// <summary>Does what the command is for.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await ExecuteAsync(parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            var asJson = parsed.GetResult(OutputOption.Name) is not null
                && parsed.GetValue<string>(OutputOption.Name) == OutputOption.Json;
            return FailureWriter.Write(Host, Failure.Of(exception), asJson);
        }
    }
}
