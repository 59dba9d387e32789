using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Configuration;

/// <summary>
/// The configuration that applies: the command line overrides the environment, which overrides the file. Variables set values of the default
/// registry, options those of the registry in use.
/// </summary>
internal sealed class EffectiveConfiguration
{
    public const string DefaultRegistry = "default";
    public const string EmbeddedRegistry = "embedded";
    public const string DataVariable = "BERTH_DATA";
    public const string DataOption = "--data";

    private EffectiveConfiguration(string? file, SettingValue? data, IReadOnlyDictionary<string, EffectiveRegistry> registries, IReadOnlyList<string> warnings)
    {
        File = file;
        Data = data;
        Registries = registries;
        Warnings = warnings;
    }

    /// <summary>The full path of the file that was read, if one was.</summary>
    public string? File { get; }

    /// <summary>The embedded registry's directory, or <see langword="null"/> if nothing names it and there is no home directory.</summary>
    public SettingValue? Data { get; }

    /// <summary>All registries, the default one included.</summary>
    public IReadOnlyDictionary<string, EffectiveRegistry> Registries { get; }

    /// <summary>Warnings: settings that are valid but unusual.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="ConfigurationException">The file or the variables have faults; the exception lists all of them.</exception>
    /// <exception cref="InvalidInputException">The command line has faults; the exception lists all of them.</exception>
    /// <exception cref="LocalException">A file cannot be read.</exception>
    public static EffectiveConfiguration Load(CommandHost host, ConfigurationRequest request)
    {
        var (configuration, faults) = TryLoad(host, request);
        return faults.Count == 0 ? configuration : throw new ConfigurationException(faults);
    }

    /// <summary>Reads the configuration, and returns the faults of the file and of the variables. Those of single registries are in the registries as well.</summary>
    /// <exception cref="InvalidInputException">The command line has faults; the exception lists all of them.</exception>
    /// <exception cref="LocalException">A file cannot be read.</exception>
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

        var registryFaults = file?.RegistryFaults.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)
            ?? new Dictionary<string, IReadOnlyList<Fault>>(StringComparer.Ordinal);
        var before = faults.Count;
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

        registryFaults[DefaultRegistry] = [.. registryFaults.GetValueOrDefault(DefaultRegistry, []), .. faults[before..]];
        ApplyOptions(host, request, registries, warnings);
        var data = request.Data is { } asked ? new SettingValue(host.PathOf(asked), new SettingSource(DataOption))
            : host.Variable(DataVariable) is { } set ? new SettingValue(host.PathOf(set), new SettingSource(DataVariable))
            : file?.Data ?? (UserDirectories.Data(host) is { } standard ? new SettingValue(standard, SettingSource.Default) : null);

        return (
            new EffectiveConfiguration(
                file?.FullPath,
                data,
                registries.ToDictionary(
                    pair => pair.Key,
                    pair => new EffectiveRegistry(pair.Key, pair.Value) { Faults = registryFaults.GetValueOrDefault(pair.Key, []) },
                    StringComparer.Ordinal),
                warnings),
            faults);
    }

    /// <summary>The embedded registry's directory.</summary>
    /// <exception cref="LocalException">Nothing names it, and there is no home directory.</exception>
    public string RequireData() => Data?.Text ?? throw new LocalException(new Fault(
        DataOption, "the embedded registry has no directory, because HOME is not set", $"set HOME, {DataOption} or {DataVariable}, or name a registry with --host"));

    /// <summary>The registry with a name, or the default one without a name.</summary>
    /// <exception cref="InvalidInputException">No registry has that name.</exception>
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
