namespace Berth.Cli.Configuration;

/// <summary>The environment variables of Berth.</summary>
internal static class BerthVariables
{
    /// <summary>The time limit of every command.</summary>
    public const string Timeout = "BERTH_TIMEOUT";

    public static IReadOnlyList<string> All { get; } =
    [
        "BERTH_CONFIG",
        EffectiveConfiguration.DataVariable,
        Timeout,
        .. RegistrySettings.All.Select(setting => setting.Variable).OfType<string>(),
    ];
}
