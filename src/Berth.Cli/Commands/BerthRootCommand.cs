using System.CommandLine;
using System.CommandLine.Help;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary>The whole tree of commands.</summary>
internal sealed class BerthRootCommand : RootCommand
{
    public BerthRootCommand(CommandHost host)
        : base("Prepares Amazon ECR repositories for deployments.")
    {
        Add(new PrepareCommand(host));
        Add(new VerifyCommand(host));
        Add(new LoginCommand(host));
        Add(new CredentialsCommand(host));
        Add(new EmulatorCommand(host));
        Add(new DockerCredentialCommand(host));
        Add(new ConfigCommand(host));
        Add(new CompletionCommand(host));
        Add(new ManCommand(host));

        foreach (var help in Options.OfType<HelpOption>())
        {
            help.Action = new ExampleHelpAction((HelpAction)help.Action!);
        }
    }
}
