using System.CommandLine;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Reference;

namespace Berth.Cli.Commands;

/// <summary>The base of the commands: runs them within their time limit, and turns exceptions into messages and exit codes.</summary>
internal abstract class BerthCommand : Command, ICommandExamples
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

    /// <summary>The text on stdout in place of the result when the command fails, so that a shell that evaluates stdout fails too.</summary>
    /// <param name="format">The value of <c>--output</c>, if it was given.</param>
    /// <param name="exitCode">The exit code.</param>
    public virtual string FailureOutput(string? format, int exitCode) => string.Empty;

    /// <summary>The time limit of the command, or <see langword="null"/> if it has none.</summary>
    protected virtual TimeSpan? TimeLimit(ParseResult parsed) => null;

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Runs the command, ends it in time, and leaves exceptions to the caller.</summary>
    protected virtual Task<int> ExecuteInTimeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        TimeLimiter.RunAsync(token => ExecuteAsync(parsed, token), TimeLimit(parsed), Host.Time, cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await ExecuteInTimeAsync(parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            BerthCommandLine.WriteFailureOutput(Host, FailureOutput(BerthCommandLine.FormatOf(parsed), ExitCodes.Interrupted));
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return BerthCommandLine.Report(Host, parsed, Failure.Of(exception));
        }
    }
}
