using System.Text;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Credentials;
using Berth.Oci.Configuration;

namespace Berth.Cli.DockerCredentials;

/// <summary>A docker configuration directory with the credentials of one registry, for a build: mode 0700, its files 0600.</summary>
internal static class CredentialDirectory
{
    // Marks a directory that was created here, so that nothing else is ever removed.
    private const string Marker = "berth-credentials";

    /// <summary>Creates a directory.</summary>
    /// <param name="host">The process.</param>
    /// <param name="directory">Its path, or <see langword="null"/> for a new temporary directory.</param>
    /// <param name="credentials">The credentials that it holds.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The directory's full path.</returns>
    /// <exception cref="LocalException">The directory exists already, or cannot be created.</exception>
    public static async Task<string> CreateAsync(CommandHost host, string? directory, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var path = Create(host, directory);
        PrivateFiles.Replace(Path.Combine(path, Marker), Encoding.UTF8.GetBytes($"{credentials.Host} {credentials.ExpiresAt:O}\n"));
        var file = new DockerConfigFile(Path.Combine(path, CredentialFiles.DockerConfigName), host.Time);
        await file.SetLoginAsync(credentials.Host, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Removes a directory that was created here. If it does not exist, nothing is done.</summary>
    /// <exception cref="LocalException">The path is a link, the directory was not created here, or it cannot be removed.</exception>
    public static void Remove(string path)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        try
        {
            var directory = new DirectoryInfo(path);
            if (directory.LinkTarget is not null)
            {
                throw new LocalException(new Fault("--expire", $"'{path}' is a link", "name the directory itself"));
            }

            if (!directory.Exists)
            {
                if (File.Exists(path))
                {
                    throw new LocalException(new Fault("--expire", $"'{path}' is a file", "name a directory that 'berth credentials' created"));
                }

                return;
            }

            var marker = new FileInfo(Path.Combine(path, Marker));
            if (!marker.Exists || marker.LinkTarget is not null)
            {
                throw new LocalException(new Fault("--expire", $"'{path}' was not created by 'berth credentials'", "remove it yourself, if that is what you want"));
            }

            directory.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalException(new Fault("--expire", $"'{path}' cannot be removed: {exception.Message}", "remove it yourself"), exception);
        }
    }

    private static string Create(CommandHost host, string? directory)
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

            PrivateFiles.CreateDirectory(path);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalException(new Fault("--directory", $"the directory cannot be created: {exception.Message}", "name one in a directory that you may write to"), exception);
        }
    }
}
