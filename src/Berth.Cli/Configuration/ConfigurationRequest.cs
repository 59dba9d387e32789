namespace Berth.Cli.Configuration;

/// <summary>The options of the command line that select the configuration.</summary>
/// <param name="File">The file asked for with <c>--config</c>.</param>
/// <param name="Registry">The registry asked for with <c>--registry</c>.</param>
/// <param name="Data">The embedded registry's directory asked for with <c>--data</c>.</param>
/// <param name="Overrides">The settings given as options, as they were written.</param>
internal sealed record ConfigurationRequest(
    string? File,
    string? Registry,
    string? Data,
    IReadOnlyList<KeyValuePair<RegistrySetting, string>> Overrides)
{
    /// <summary>Asks for the user's own configuration: no file in or above the working directory is read.</summary>
    public static ConfigurationRequest OfTheUser { get; } = new(null, null, null, []) { UserOnly = true };

    /// <summary>Whether files in and above the working directory are left alone.</summary>
    public bool UserOnly { get; init; }
}
