using System.CommandLine;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary><c>berth config</c>: the parent of what is about the configuration.</summary>
internal sealed class ConfigCommand : Command
{
    public ConfigCommand(CommandHost host)
        : base("config", "Shows and checks the configuration.")
    {
        Add(new ConfigShowCommand(host));
        Add(new ConfigValidateCommand(host));
        Add(new ConfigSchemaCommand(host));
        Add(new ConfigDockerCommand(host));
    }
}
