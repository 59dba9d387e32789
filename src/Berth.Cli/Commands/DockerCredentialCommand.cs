using System.CommandLine;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary><c>berth docker-credential</c>: docker's credential helper protocol under this name, where a second name for the binary is in the way.</summary>
internal sealed class DockerCredentialCommand : BerthCommand
{
    private readonly Argument<string> verb = new("verb") { Description = "What docker asks for." };

    public DockerCredentialCommand(CommandHost host)
        : base(
            HelperCall.CommandName,
            $"Answers docker's credential helper protocol, as {HelperCall.ProgramName} does.",
            host,
            "echo 123456789012.dkr.ecr.eu-central-1.amazonaws.com | berth docker-credential get",
            $"ln -s berth {HelperCall.ProgramName}")
    {
        verb.AcceptOnlyFromAmong([.. HelperCall.Verbs]);
        Add(verb);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        HelperCall.RunAsync(parsed.GetRequiredValue(verb), Host, cancellationToken);
}
