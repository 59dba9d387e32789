using System.CommandLine;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary><c>berth config validate</c>: reads everything, calls nothing, and tells all that is wrong at once.</summary>
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
        var (effective, found) = EffectiveConfiguration.TryLoad(Host, configuration.Read(parsed));
        foreach (var warning in effective.Warnings.Concat(UnknownVariables()))
        {
            await Host.People.WriteLineAsync($"berth: warning: {warning}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        List<Fault> faults = [.. found];
        foreach (var registry in effective.Registries.Values)
        {
            ConfiguredRegistries.Check(registry, faults);
        }

        if (faults.Count > 0)
        {
            throw new ConfigurationException(faults);
        }

        var text = parsed.GetValue(output) == OutputOption.Json
            ? JsonForPeople.Write(writer =>
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
        .Where(name => name.StartsWith("BERTH_", StringComparison.Ordinal) && !KnownVariables.All.Contains(name))
        .Order(StringComparer.Ordinal)
        .Select(name => $"{name}: Berth knows no such variable; {Suggestion.For(name, KnownVariables.All)}");
}
