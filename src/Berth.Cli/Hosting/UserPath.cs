using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>Resolves the paths that users give on the command line, in variables and in files.</summary>
internal static class UserPath
{
    /// <summary>Resolves a path.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="directory">The directory to which it is relative, or <see langword="null"/> if that directory was deleted.</param>
    /// <param name="home">The home directory, or <see langword="null"/> if HOME is not set.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="LocalException">The path is empty, has a null character, or is relative to a directory that does not exist.</exception>
    public static string Resolve(string path, string? directory, string? home)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new LocalException(new Fault("path", "the path is empty or has a null character", "name a file or directory"));
        }

        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            return home is not null
                ? Path.GetFullPath(path[1..].TrimStart('/'), Path.GetFullPath(home, directory ?? "/"))
                : throw new LocalException(new Fault(path, "'~' is the home directory, and HOME is not set", "set HOME, or give a full path"));
        }

        if (Path.IsPathRooted(path))
        {
            return Path.GetFullPath(path);
        }

        return directory is not null
            ? Path.GetFullPath(path, directory)
            : throw new LocalException(new Fault(path, "the path is relative, and the working directory does not exist", "change to a directory that exists, or give a full path"));
    }
}
