using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Oci.Configuration;

namespace Berth.Cli.DockerCredentials;

/// <summary>The paths of the configuration of docker and of the containers tools, and of Berth's helper in it.</summary>
internal static class DockerConfigPaths
{
    /// <summary>The name by which docker's configuration refers to Berth's helper.</summary>
    public const string HelperName = "berth";

    /// <summary>The command that puts Berth's helper on the PATH.</summary>
    public const string LinkCommand = $"ln -s \"$(command -v berth)\" /usr/local/bin/{HelperProgram.ProgramName}";

    /// <summary>Docker's configuration, in the directory given or in docker's own.</summary>
    /// <exception cref="LocalException">There is no home directory to look in.</exception>
    public static string Docker(CommandHost host, string? directory) => directory is not null
        ? Path.Combine(host.PathOf(directory), CredentialFiles.DockerConfigName)
        : CredentialFiles.DockerConfig(host.Variable) ?? throw NoHome();

    /// <summary>The <c>auth.json</c> that podman, buildah and skopeo write.</summary>
    /// <exception cref="LocalException">There is no home directory to look in.</exception>
    public static string Containers(CommandHost host) =>
        CredentialFiles.Find(host.Variable).FirstOrDefault(path => path != CredentialFiles.DockerConfig(host.Variable)) ?? throw NoHome();

    /// <summary>Whether docker finds the program of Berth's helper.</summary>
    public static bool IsHelperOnPath(CommandHost host) => (host.Variable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, HelperProgram.ProgramName)));

    private static LocalException NoHome() =>
        new(new Fault("HOME", "there is no home directory", "set HOME, or name the directory or file: --docker-config, DOCKER_CONFIG or REGISTRY_AUTH_FILE"));
}
