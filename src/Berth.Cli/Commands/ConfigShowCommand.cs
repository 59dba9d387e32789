using System.CommandLine;
using System.Text.Json;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Output;

namespace Berth.Cli.Commands;

/// <summary><c>berth config show</c>: every setting that applies, with the source of its value. Secret values are not shown.</summary>
internal sealed class ConfigShowCommand : BerthCommand
{
    private const string Concealed = "(hidden)";

    private readonly ConfigurationOptions configuration = new();
    private readonly OutputOption output = new();

    public ConfigShowCommand(CommandHost host)
        : base(
            "show",
            "Shows the configuration that applies and where each value comes from.",
            host,
            "berth config show",
            "BERTH_HOST=localhost:5000 berth config show --output json")
    {
        configuration.AddTo(this);
        Add(output);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = configuration.Read(parsed);
        var effective = EffectiveConfiguration.Load(Host, request);
        IEnumerable<EffectiveRegistry> registries = request.Registry is { } name
            ? [effective.Registry(name)]
            : effective.Registries.Values.OrderBy(registry => registry.Name != EffectiveConfiguration.DefaultRegistry)
                .ThenBy(registry => registry.Name, StringComparer.Ordinal);

        var text = parsed.GetValue(output) == OutputOption.Json
            ? JsonOutput.Write(writer => WriteJson(writer, effective, registries)) + "\n"
            : Text(effective, registries);
        await Host.Output.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static string Text(EffectiveConfiguration effective, IEnumerable<EffectiveRegistry> registries)
    {
        var rows = new List<(string Key, string Value, string Source)>
        {
            ("file", effective.File ?? "(none)", string.Empty),
            ("data", effective.Data?.Text ?? "(none)", effective.Data?.Source.Text ?? "HOME is not set"),
        };
        rows.AddRange(registries.SelectMany(registry => Rows(registry)
            .Select(row => ($"{registry.Path}.{row.Key}", row.Value, row.Source))));

        var width = rows.Max(row => row.Key.Length);
        return string.Concat(rows.Select(row =>
            $"{row.Key.PadRight(width)}  {row.Value}{(row.Source.Length > 0 ? $"  ({row.Source})" : string.Empty)}\n"));
    }

    private static void WriteJson(Utf8JsonWriter writer, EffectiveConfiguration effective, IEnumerable<EffectiveRegistry> registries)
    {
        writer.WriteStartObject();
        writer.WriteString("file", effective.File);
        WriteValue(writer, "data", effective.Data?.Text, effective.Data?.Source.Text ?? "HOME is not set");
        writer.WriteStartObject("registries");
        foreach (var registry in registries)
        {
            writer.WriteStartObject(registry.Name);
            foreach (var (key, value, source) in Rows(registry))
            {
                WriteValue(writer, key, value, source);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string key, string? value, string source)
    {
        writer.WriteStartObject(key);
        writer.WriteString("value", value);
        writer.WriteString("source", source);
        writer.WriteEndObject();
    }

    private static IEnumerable<(string Key, string Value, string Source)> Rows(EffectiveRegistry registry)
    {
        foreach (var setting in RegistrySettings.All)
        {
            if (registry.Values.TryGetValue(setting.Key, out var value))
            {
                yield return (setting.Key, setting.IsSecret ? Concealed : value.Text, value.Source.Text);
            }
            else if (setting.Default is { } standard)
            {
                yield return (setting.Key, standard, SettingSource.Default.Text);
            }
        }
    }
}
