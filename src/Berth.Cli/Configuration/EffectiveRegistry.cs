using Berth.Extensions.Options;

namespace Berth.Cli.Configuration;

/// <summary>The settings of one registry, from file, variables and command line.</summary>
/// <param name="Name">Its name; <c>default</c> for the one without.</param>
/// <param name="Values">The values that something sets, by key.</param>
internal sealed record EffectiveRegistry(string Name, IReadOnlyDictionary<string, SettingValue> Values)
{
    /// <summary>Whether a host is set; if none is, the embedded registry is meant.</summary>
    public bool HasHost => Values.ContainsKey(RegistrySettings.Host);

    /// <summary>The faults of its values in the file and in variables.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The key in the configuration file below which the settings stand.</summary>
    public string Path => Name == EffectiveConfiguration.DefaultRegistry
        ? ConfigurationFile.RegistryKey
        : $"{ConfigurationFile.RegistriesKey}.{Name}";

    /// <summary>The settings as options, with defaults where nothing is set.</summary>
    public RegistryOptions ToOptions()
    {
        var options = new RegistryOptions();
        foreach (var setting in RegistrySettings.All)
        {
            if (Values.TryGetValue(setting.Key, out var value))
            {
                setting.Assign(options, value);
            }
        }

        return options;
    }

    /// <summary>Locates a fault of the options where its value was set.</summary>
    /// <param name="fault">The fault; its place begins with a setting's key, such as <c>tags[2]</c>.</param>
    public Fault Locate(Fault fault)
    {
        var value = RegistrySettings.All
            .Where(setting => fault.Where.StartsWith(setting.Key, StringComparison.Ordinal))
            .OrderByDescending(setting => setting.Key.Length)
            .Select(setting => Values.GetValueOrDefault(setting.Key))
            .FirstOrDefault(found => found is not null);
        return value switch
        {
            null => fault with { Where = MissingOption(fault.Where) ?? $"{Path}.{fault.Where}" },
            _ when value.Source.Text.Contains(':', StringComparison.Ordinal) => fault with { Where = $"{value.Source} {Path}.{fault.Where}" },
            _ => fault with { Where = value.Source.Text },
        };
    }

    // A value that is missing because of the command line is missing on the command line.
    private string? MissingOption(string key) =>
        new[] { RegistrySettings.Host, RegistrySettings.Kind }.Any(cause => Values.TryGetValue(cause, out var value) && value.Source.IsOption)
            ? RegistrySettings.Find(key)?.Option
            : null;
}
