using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Oci.Configuration;

namespace Berth.Cli.DockerCredentials;

/// <summary>The paths of the configuration of docker and of the containers tools.</summary>
internal static class DockerConfigPaths
{
    /// <summary>Docker's configuration, in the directory given or in docker's own.</summary>
    /// <exception cref="LocalException">There is no home directory to look in.</exception>
    public static string Docker(CommandHost host, string? directory) => directory is not null
        ? Path.Combine(host.PathOf(directory), CredentialFiles.DockerConfigName)
        : CredentialFiles.DockerConfig(host.Variable) ?? throw NoHome();

    /// <summary>The <c>auth.json</c> that podman, buildah and skopeo write.</summary>
    /// <exception cref="LocalException">There is no home directory to look in.</exception>
    public static string Containers(CommandHost host) =>
        CredentialFiles.Find(host.Variable).FirstOrDefault(path => path != CredentialFiles.DockerConfig(host.Variable)) ?? throw NoHome();

    /// <summary>Reports a broken file that was renamed.</summary>
    public static void Tell(CommandHost host, DockerConfigChange change)
    {
        if (change.KeptAside is { } aside)
        {
            host.Error.WriteLine($"berth: warning: '{change.Path}' was broken and is kept as '{aside}'; a new one was begun");
        }
    }

    private static LocalException NoHome() =>
        new(new Fault("HOME", "there is no home directory", "set HOME, or name the directory or file: --docker-config, DOCKER_CONFIG or REGISTRY_AUTH_FILE"));
}
