using System.CommandLine;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Output;

namespace Berth.Cli.Commands;

/// <summary><c>berth config schema</c>: the JSON schema of <c>berth.json</c>, for editors.</summary>
internal sealed class ConfigSchemaCommand(CommandHost host) : BerthCommand(
    "schema",
    "Prints the JSON schema of berth.json.",
    host,
    "berth config schema > berth.schema.json")
{
    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var text = JsonOutput.Write(ConfigurationSchema.Write);
        await Host.Output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
