using System.CommandLine;
using Berth.Cli.Configuration;

namespace Berth.Cli.Commands;

/// <summary>The options for the configuration: file, registry, and single settings of that registry.</summary>
/// <param name="withRepositorySettings">Whether the command uses the settings of repositories, and not only the connection to them.</param>
internal sealed class ConfigurationOptions(bool withRepositorySettings = true)
{
    private readonly Option<string?> file = new("--config")
    {
        Description = "The configuration file. Default: BERTH_CONFIG, then berth.json in this directory or above, then the user's own.",
        HelpName = "FILE",
    };

    private readonly Option<string?> registry = new("--registry")
    {
        Description = "The configured registry to use, or 'embedded'. Default: the default registry; the embedded one if no host is set.",
        HelpName = "NAME",
    };

    private readonly Option<string?> data = new(EffectiveConfiguration.DataOption)
    {
        Description = "The embedded registry's directory. Default: BERTH_DATA, then berth in the user's data directory.",
        HelpName = "DIR",
    };

    private readonly List<(RegistrySetting Setting, Option<string?> Option)> settings =
    [
        .. RegistrySettings.All
            .Where(setting => setting.Option is not null && (withRepositorySettings || !setting.IsOfRepositories))
            .Select(setting => (setting, OptionOf(setting))),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(registry);
        command.Add(data);
        foreach (var (_, option) in settings)
        {
            command.Add(option);
        }
    }

    /// <summary>The options of a command line.</summary>
    public ConfigurationRequest Read(ParseResult parsed) => new(
        parsed.GetValue(file),
        parsed.GetValue(registry),
        parsed.GetValue(data),
        [
            .. settings
                .Select(pair => KeyValuePair.Create(pair.Setting, parsed.GetValue(pair.Option)))
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)),
        ]);

    private static Option<string?> OptionOf(RegistrySetting setting) => new(setting.Option!)
    {
        Description = setting.Description,
        HelpName = setting.Type switch
        {
            SettingType.Choice => string.Join('|', setting.Choices),
            SettingType.Document => "JSON|@FILE",
            SettingType.Tags => "K=V,...",
            _ => setting.Option![2..].ToUpperInvariant(),
        },
    };
}
