using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Net.Sockets;
using Berth.Emulator;
using Berth.Oci.Authentication;
using Berth.Registries;
using Berth.Repositories.Ensuring;

namespace Berth.Cli.Failures;

/// <summary>The failure of a command. Only this type converts exceptions to exit codes and messages.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Messages">One line for each fault: what failed, why, and what to do.</param>
internal sealed record Failure(FailureKind Kind, IReadOnlyList<string> Messages)
{
    public int ExitCode => Kind.ExitCode;

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public EcrException? Call { get; init; }

    public static Failure OfCommandLine(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "berth" : $"berth {command.Name}";
        return new Failure(FailureKind.Usage, [.. parsed.Errors.Select(error => $"{OnOneLine(error)}; see '{path} --help'").Distinct()]);
    }

    public static Failure Of(Exception exception) => exception switch
    {
        ConfigurationException configuration => OfFaults(configuration.IsUsage ? FailureKind.Usage : FailureKind.Configuration, configuration.Faults),
        InvalidInputException input => OfFaults(FailureKind.Usage, input.Faults),
        EcrException call => OfCall(call, call.Message),
        RepositoryUnavailableException unavailable => OfCall(unavailable.Error, unavailable.Message),
        RefusedCredentialsException refused => new Failure(FailureKind.Denied, [refused.Message]),
        EmulatorStartException or CredentialException or LocalException => new Failure(FailureKind.Local, [exception.Message]),
        TimeLimitException limit => new Failure(FailureKind.Unreachable, [limit.Message]),
        BerthException other => new Failure(FailureKind.Refused, [other.Message]),
        _ => OfUntranslated(exception),
    };

    /// <summary>Exceptions of the base class library that no closer place translated.</summary>
    private static Failure OfUntranslated(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case BerthException known:
                    return Of(known);
                case DllNotFoundException library:
                    return new Failure(FailureKind.Local, [$"a library is missing: {FirstLine(library.Message)}; install Berth again: the library belongs beside the program"]);
                case HttpRequestException or SocketException or TimeoutException or OperationCanceledException:
                    return new Failure(FailureKind.Unreachable, [$"no complete answer came: {FirstLine(cause.Message)}; check the network and the endpoint, and try again"]);
                case IOException or UnauthorizedAccessException:
                    return new Failure(FailureKind.Local, [$"a file or directory cannot be used: {FirstLine(cause.Message)}; check its path, its permissions and the free space"]);
                case DbException database:
                    return new Failure(FailureKind.Local, [$"the data directory cannot be used: {FirstLine(database.Message)}; check its permissions and the free space, or choose another one with --data"]);
            }
        }

        return new Failure(
            FailureKind.Unexpected,
            [$"{exception.GetType().Name}: {FirstLine(exception.Message)}; this is a defect in Berth: report it with the command that you ran"]);
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.');

    private static string OnOneLine(ParseError error)
    {
        var option = error.SymbolResult switch
        {
            OptionResult result => result.Option.Name,
            ArgumentResult { Parent: OptionResult result } => result.Option.Name,
            _ => null,
        };
        var message = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return option is null || message.Contains(option, StringComparison.Ordinal) ? message : $"{option}: {message}";
    }

    private static Failure OfFaults(FailureKind kind, IReadOnlyList<Fault> faults) =>
        new(kind, [.. faults.Select(fault => fault.ToString())]) { Faults = faults };

    private static Failure OfCall(EcrException call, string message) => new(FailureKind.Of(call), [message]) { Call = call };
}
