using System.CommandLine;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary><c>berth docker-credential</c>: docker's credential helper protocol, without a second name for the binary.</summary>
internal sealed class DockerCredentialCommand : BerthCommand
{
    private readonly Argument<string> verb = new("verb") { Description = "What docker asks for." };

    public DockerCredentialCommand(CommandHost host)
        : base(
            HelperProgram.CommandName,
            $"Answers docker's credential helper protocol, as {HelperProgram.ProgramName} does.",
            host,
            "echo 123456789012.dkr.ecr.eu-central-1.amazonaws.com | berth docker-credential get",
            $"ln -s berth {HelperProgram.ProgramName}")
    {
        verb.AcceptOnlyFromAmong([.. HelperProgram.Verbs]);
        Add(verb);
    }

    // The protocol has its own time limit.
    protected override Task<int> ExecuteInTimeAsync(ParseResult parsed, CancellationToken cancellationToken) => ExecuteAsync(parsed, cancellationToken);

    protected override Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        HelperProgram.RunAsync(parsed.GetRequiredValue(verb), Host, cancellationToken);
}
