namespace Berth.Oci.Configuration;

/// <summary>The paths of the files in which docker and the containers tools store logins.</summary>
public static class CredentialFiles
{
    /// <summary>The name of docker's configuration file in its directory.</summary>
    public const string DockerConfigName = "config.json";

    /// <summary>
    /// Gets the files that are read, in order: <c>$DOCKER_CONFIG/config.json</c> or <c>~/.docker/config.json</c>, then
    /// <c>$REGISTRY_AUTH_FILE</c> or, without it, <c>$XDG_RUNTIME_DIR/containers/auth.json</c> and <c>$XDG_CONFIG_HOME/containers/auth.json</c>
    /// (<c>~/.config</c> without that variable). The files need not exist.
    /// </summary>
    /// <param name="environment">Looks up an environment variable; <see langword="null"/> or empty if it is not set.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Find(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<string> files = [];
        if (DockerConfig(environment) is { } docker)
        {
            files.Add(docker);
        }

        if (Set(environment("REGISTRY_AUTH_FILE")) is { } given)
        {
            files.Add(given);
            return files;
        }

        if (Set(environment("XDG_RUNTIME_DIR")) is { } runtime)
        {
            files.Add(Path.Combine(runtime, "containers", "auth.json"));
        }

        if ((Set(environment("XDG_CONFIG_HOME")) ?? InHome(environment, ".config")) is { } config)
        {
            files.Add(Path.Combine(config, "containers", "auth.json"));
        }

        return files;
    }

    /// <summary>Gets the path of docker's configuration: <c>$DOCKER_CONFIG/config.json</c> or <c>~/.docker/config.json</c>.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <returns>The path, or <see langword="null"/> if neither the variable nor a home directory is set.</returns>
    public static string? DockerConfig(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return (Set(environment("DOCKER_CONFIG")) ?? InHome(environment, ".docker")) is { } folder ? Path.Combine(folder, DockerConfigName) : null;
    }

    private static string? InHome(Func<string, string?> environment, string folder) =>
        (Set(environment("HOME")) ?? Set(environment("USERPROFILE"))) is { } home ? Path.Combine(home, folder) : null;

    private static string? Set(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
