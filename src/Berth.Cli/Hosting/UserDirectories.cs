namespace Berth.Cli.Hosting;

/// <summary>Where Berth keeps a user's files, by the XDG base directory specification.</summary>
/// <seealso href="https://specifications.freedesktop.org/basedir-spec/latest/"/>
internal static class UserDirectories
{
    private const string Name = "berth";

    /// <summary>The state of the embedded registry.</summary>
    public static string Data(CommandHost host) => Of(host, "XDG_DATA_HOME", ".local/share");

    /// <summary>The user's own configuration.</summary>
    public static string Configuration(CommandHost host) => Of(host, "XDG_CONFIG_HOME", ".config");

    /// <summary>What can be made again, such as cached tokens.</summary>
    public static string Cache(CommandHost host) => Of(host, "XDG_CACHE_HOME", ".cache");

    /// <summary>What is the machine's own and cannot be made again from elsewhere, such as keys.</summary>
    public static string State(CommandHost host) => Of(host, "XDG_STATE_HOME", ".local/state");

    private static string Of(CommandHost host, string variable, string below)
    {
        // The specification has relative paths in these variables ignored.
        var root = host.Variable(variable) is { } configured && Path.IsPathRooted(configured)
            ? configured
            : Path.Combine(host.Variable("HOME") ?? host.WorkingDirectory, below);
        return Path.Combine(root, Name);
    }
}
