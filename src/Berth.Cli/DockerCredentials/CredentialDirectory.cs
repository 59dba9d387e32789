using System.Text;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Credentials;
using Berth.Oci.Configuration;

namespace Berth.Cli.DockerCredentials;

/// <summary>A docker configuration directory that holds one registry's credentials, for a build: mode 0700, its files 0600.</summary>
internal static class CredentialDirectory
{
    // Says that the directory was made here, so that removing it never takes anything else.
    private const string Marker = "berth-credentials";

    /// <summary>Makes a directory.</summary>
    /// <param name="host">The process.</param>
    /// <param name="directory">Where; <see langword="null"/> for a new one among the temporary files.</param>
    /// <param name="credentials">What it holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The directory's full path.</returns>
    /// <exception cref="LocalException">The directory exists already, or cannot be made.</exception>
    public static async Task<string> MakeAsync(CommandHost host, string? directory, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var path = Make(host, directory);
        PrivateFiles.Replace(Path.Combine(path, Marker), Encoding.UTF8.GetBytes($"{credentials.Host} {credentials.ExpiresAt:O}\n"));
        var file = new DockerConfigFile(Path.Combine(path, CredentialFiles.DockerConfigName), host.Time);
        await file.SetLoginAsync(credentials.Host, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Removes a directory that was made here; one that is gone already is no fault.</summary>
    /// <exception cref="LocalException">The directory is none of ours, or cannot be removed.</exception>
    public static void Remove(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        if (!File.Exists(Path.Combine(path, Marker)))
        {
            throw new LocalException(new Fault("--expire", $"'{path}' was not made by 'berth credentials'", "remove it yourself, if you mean it"));
        }

        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalException(new Fault("--expire", $"'{path}' cannot be removed: {exception.Message}", "remove it yourself"), exception);
        }
    }

    private static string Make(CommandHost host, string? directory)
    {
        try
        {
            if (directory is null)
            {
                return Directory.CreateTempSubdirectory("berth-credentials-").FullName;
            }

            var path = host.PathOf(directory);
            if (Path.Exists(path))
            {
                throw new LocalException(new Fault("--directory", $"'{path}' exists already", "name a directory that does not exist yet"));
            }

            PrivateFiles.MakeDirectory(path);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalException(new Fault("--directory", $"the directory cannot be made: {exception.Message}", "name one where you may write"), exception);
        }
    }
}
