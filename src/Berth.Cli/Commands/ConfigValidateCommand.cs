using System.CommandLine;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Output;

namespace Berth.Cli.Commands;

/// <summary><c>berth config validate</c>: reads the configuration, calls nothing, and reports all faults.</summary>
internal sealed class ConfigValidateCommand : BerthCommand
{
    private readonly ConfigurationOptions configuration = new();
    private readonly OutputOption output = new();

    public ConfigValidateCommand(CommandHost host)
        : base(
            "validate",
            "Checks the configuration without calling anything.",
            host,
            "berth config validate",
            "berth config validate --config deploy/berth.json")
    {
        configuration.AddTo(this);
        Add(output);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = configuration.Read(parsed);
        var (effective, found) = EffectiveConfiguration.TryLoad(Host, request);
        _ = effective.Registry(request.Registry);
        foreach (var warning in effective.Warnings.Concat(UnknownVariables()))
        {
            await Host.Error.WriteLineAsync($"berth: warning: {warning}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        List<Fault> faults = [.. found];
        foreach (var registry in effective.Registries.Values)
        {
            RegistryResolver.Check(registry, faults);
        }

        if (faults.Count > 0)
        {
            throw new ConfigurationException(faults);
        }

        var text = parsed.GetValue(output) == OutputOption.Json
            ? JsonOutput.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("valid", true);
                writer.WriteString("file", effective.File);
                writer.WriteEndObject();
            })
            : $"{effective.File ?? "no configuration file"}: valid";
        await Host.Output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private IEnumerable<string> UnknownVariables() => Host.Variables.Keys
        .Where(name => name.StartsWith("BERTH_", StringComparison.Ordinal) && !BerthVariables.All.Contains(name))
        .Order(StringComparer.Ordinal)
        .Select(name => $"{name}: the variable is unknown; {Suggestion.For(name, BerthVariables.All)}");
}
