namespace Berth.Cli.Hosting;

/// <summary>
/// The directories of a user's files, by the XDG base directory specification. Without HOME and without the XDG variable, a directory is
/// not available: the working directory is never used instead.
/// </summary>
/// <seealso href="https://specifications.freedesktop.org/basedir-spec/latest/"/>
internal static class UserDirectories
{
    private const string Name = "berth";

    /// <summary>The state of the embedded registry.</summary>
    public static string? Data(CommandHost host) => Find(host, "XDG_DATA_HOME", ".local/share");

    /// <summary>The user's configuration.</summary>
    public static string? Configuration(CommandHost host) => Find(host, "XDG_CONFIG_HOME", ".config");

    /// <summary>Files that can be created again, such as cached tokens.</summary>
    public static string? Cache(CommandHost host) => Find(host, "XDG_CACHE_HOME", ".cache");

    /// <summary>Files of this machine that cannot be created again from other data, such as keys.</summary>
    public static string? State(CommandHost host) => Find(host, "XDG_STATE_HOME", ".local/state");

    private static string? Find(CommandHost host, string variable, string below)
    {
        // The specification says that relative paths in these variables are invalid and must be ignored.
        if (host.Variable(variable) is { } configured && IsUsable(configured))
        {
            return Path.Combine(configured, Name);
        }

        return host.Variable("HOME") is { } home && IsUsable(home) ? Path.Combine(home, below, Name) : null;
    }

    private static bool IsUsable(string path) => Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal);
}
