using System.CommandLine;
using System.CommandLine.Parsing;
using Berth.Emulator;
using Berth.Oci.Authentication;
using Berth.Registries;
using Berth.Repositories.Ensuring;

namespace Berth.Cli.Failures;

/// <summary>Why a command ended without its answer, as it is told to people and to programs.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Code">The kind of failure, a stable word for programs.</param>
/// <param name="Messages">One line for each thing that is wrong: what, where, what to do.</param>
internal sealed record Failure(int ExitCode, string Code, IReadOnlyList<string> Messages)
{
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public EcrException? Call { get; init; }

    public static Failure OfCommandLine(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? "berth" : $"berth {command.Name}";
        return new Failure(
            ExitCodes.Usage,
            "usage",
            [.. parsed.Errors.Select(error => $"{OnOneLine(error)}; see '{path} --help'").Distinct()]);
    }

    public static Failure Of(Exception exception) => exception switch
    {
        ConfigurationException configuration =>
            OfFaults(ExitCodes.Configuration, "configuration", configuration.Faults),
        InvalidInputException input => OfFaults(ExitCodes.Usage, "usage", input.Faults),
        EcrException call => OfCall(call, call.Message),
        RepositoryUnavailableException unavailable => OfCall(unavailable.Error, unavailable.Message),
        EmulatorStartException start => new Failure(ExitCodes.Local, "local", [start.Message]),
        RefusedCredentialsException refused => new Failure(ExitCodes.Denied, "denied", [refused.Message]),
        CredentialException store => new Failure(ExitCodes.Local, "local", [store.Message]),
        LocalException local => new Failure(ExitCodes.Local, "local", [local.Message]),
        BerthException other => new Failure(ExitCodes.Refused, "refused", [other.Message]),
        _ => new Failure(
            ExitCodes.Unexpected,
            "unexpected",
            [$"{exception.GetType().Name}: {exception.Message}; this is a defect of Berth's, please report it with the command that you ran"]),
    };

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

    private static Failure OfFaults(int exitCode, string code, IReadOnlyList<Fault> faults) =>
        new(exitCode, code, [.. faults.Select(fault => fault.ToString())]) { Faults = faults };

    private static Failure OfCall(EcrException call, string message)
    {
        var (exitCode, code) = call.Kind switch
        {
            EcrErrorKind.AccessDenied => (ExitCodes.Denied, "denied"),
            EcrErrorKind.InvalidCredentials => (ExitCodes.Credentials, "credentials"),
            EcrErrorKind.RepositoryNotFound or EcrErrorKind.NotFound => (ExitCodes.NotFound, "notFound"),
            EcrErrorKind.Throttled or EcrErrorKind.Unavailable => (ExitCodes.Unavailable, "unavailable"),
            EcrErrorKind.Unreachable => (ExitCodes.Unreachable, "unreachable"),
            EcrErrorKind.UnusableAnswer => (ExitCodes.UnusableAnswer, "unusableAnswer"),
            _ => (ExitCodes.Refused, "refused"),
        };
        return new Failure(exitCode, code, [message]) { Call = call };
    }
}
