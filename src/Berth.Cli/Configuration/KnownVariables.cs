namespace Berth.Cli.Configuration;

/// <summary>The environment variables of Berth's own.</summary>
internal static class KnownVariables
{
    public static IReadOnlyList<string> All { get; } =
    [
        "BERTH_CONFIG",
        EffectiveConfiguration.DataVariable,
        .. RegistrySettings.All.Select(setting => setting.Variable).OfType<string>(),
    ];
}
