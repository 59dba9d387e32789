using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Oci.Configuration;

namespace Berth.Cli.DockerCredentials;

/// <summary>Where docker and the containers tools keep their configuration.</summary>
internal static class DockerConfigPlaces
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

    /// <summary>Tells people of a broken file that was kept aside.</summary>
    public static void Tell(CommandHost host, DockerConfigChange change)
    {
        if (change.KeptAside is { } aside)
        {
            host.People.WriteLine($"berth: warning: '{change.Path}' was broken and is kept as '{aside}'; a new one was begun");
        }
    }

    private static LocalException NoHome() =>
        new(new Fault("HOME", "there is no home directory", "set HOME, or name the place: --docker-config, DOCKER_CONFIG or REGISTRY_AUTH_FILE"));
}
