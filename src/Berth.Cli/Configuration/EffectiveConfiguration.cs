using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Configuration;

/// <summary>
/// The configuration that applies: command line over environment over file. Variables set the default registry, options the registry in use.
/// </summary>
internal sealed class EffectiveConfiguration
{
    public const string DefaultRegistry = "default";
    public const string EmbeddedRegistry = "embedded";
    public const string DataVariable = "BERTH_DATA";
    public const string DataOption = "--data";

    private EffectiveConfiguration(string? file, SettingValue data, IReadOnlyDictionary<string, EffectiveRegistry> registries, IReadOnlyList<string> warnings)
    {
        File = file;
        Data = data;
        Registries = registries;
        Warnings = warnings;
    }

    /// <summary>The full path of the file that was read, if one was.</summary>
    public string? File { get; }

    /// <summary>The embedded registry's directory.</summary>
    public SettingValue Data { get; }

    /// <summary>All registries, the default one always among them.</summary>
    public IReadOnlyDictionary<string, EffectiveRegistry> Registries { get; }

    /// <summary>What is odd but can be worked with.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads and layers the configuration.</summary>
    /// <exception cref="ConfigurationException">File or variables are wrong; all faults are in it.</exception>
    /// <exception cref="InvalidInputException">What the command line says is wrong; all faults are in it.</exception>
    public static EffectiveConfiguration Load(CommandHost host, ConfigurationRequest request)
    {
        var (configuration, faults) = TryLoad(host, request);
        return faults.Count == 0 ? configuration : throw new ConfigurationException(faults);
    }

    /// <summary>Reads and layers the configuration; faults of file and variables are an answer.</summary>
    /// <exception cref="InvalidInputException">What the command line says is wrong; all faults are in it.</exception>
    public static (EffectiveConfiguration Configuration, IReadOnlyList<Fault> Faults) TryLoad(CommandHost host, ConfigurationRequest request)
    {
        var faults = new List<Fault>();
        var warnings = new List<string>();
        var file = ConfigurationFile.Find(host, request) is { } found
            ? ConfigurationFile.Read(found.Path, found.Name, faults, warnings)
            : null;

        var registries = file?.Registries.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            ?? new Dictionary<string, Dictionary<string, SettingValue>>(StringComparer.Ordinal);
        registries.TryAdd(DefaultRegistry, new Dictionary<string, SettingValue>(StringComparer.Ordinal));

        var parser = new SettingParser(faults, warnings);
        foreach (var setting in RegistrySettings.All)
        {
            if (setting.Variable is { } variable
                && host.Variable(variable) is { } text
                && parser.FromText(setting, text, variable, new SettingSource(variable), host.WorkingDirectory) is { } value)
            {
                registries[DefaultRegistry][setting.Key] = value;
            }
        }

        ApplyOptions(host, request, registries, warnings);
        var data = request.Data is { } asked ? new SettingValue(host.PathOf(asked), new SettingSource(DataOption))
            : host.Variable(DataVariable) is { } set ? new SettingValue(host.PathOf(set), new SettingSource(DataVariable))
            : file?.Data ?? new SettingValue(UserDirectories.Data(host), SettingSource.Default);

        return (
            new EffectiveConfiguration(
                file?.FullPath,
                data,
                registries.ToDictionary(pair => pair.Key, pair => new EffectiveRegistry(pair.Key, pair.Value), StringComparer.Ordinal),
                warnings),
            faults);
    }

    /// <summary>The registry asked for by name, the default one if none is named.</summary>
    /// <exception cref="InvalidInputException">There is no registry of that name.</exception>
    public EffectiveRegistry Registry(string? name) => name switch
    {
        null => Registries[DefaultRegistry],
        EmbeddedRegistry => new EffectiveRegistry(EmbeddedRegistry, new Dictionary<string, SettingValue>(StringComparer.Ordinal)),
        _ when Registries.TryGetValue(name, out var registry) => registry,
        _ => throw new InvalidInputException([UnknownRegistry(name, Registries.Keys)]),
    };

    private static void ApplyOptions(
        CommandHost host,
        ConfigurationRequest request,
        Dictionary<string, Dictionary<string, SettingValue>> registries,
        List<string> warnings)
    {
        if (request.Overrides.Count == 0)
        {
            return;
        }

        var name = request.Registry ?? DefaultRegistry;
        var faults = new List<Fault>();
        if (!registries.TryGetValue(name, out var values))
        {
            throw new InvalidInputException([UnknownRegistry(name, registries.Keys)]);
        }

        var parser = new SettingParser(faults, warnings);
        foreach (var (setting, text) in request.Overrides)
        {
            if (parser.FromText(setting, text, setting.Option!, new SettingSource(setting.Option!), host.WorkingDirectory) is { } value)
            {
                values[setting.Key] = value;
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static Fault UnknownRegistry(string name, IEnumerable<string> known) =>
        new("--registry", $"no registry '{name}' is configured", $"name one of {string.Join(", ", known.Append(EmbeddedRegistry).Order(StringComparer.Ordinal))}");
}
