using Berth.Cli.Hosting;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// A call of docker: this binary under the name <c>docker-credential-berth</c>, or <c>berth docker-credential</c>. It is recognized before
/// anything else of the command line is loaded, because docker calls it for every image.
/// </summary>
/// <seealso href="https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol"/>
internal static class HelperProgram
{
    public const string ProgramName = "docker-credential-berth";
    public const string CommandName = "docker-credential";

    /// <summary>The verbs of the protocol.</summary>
    public static IReadOnlyList<string> Verbs { get; } = ["get", "store", "erase", "list", "version"];

    /// <summary>The verb of a call of docker.</summary>
    /// <param name="program">The name under which the program was called.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The verb, empty if there is not exactly one, or <see langword="null"/> if this is not a call of docker.</returns>
    public static string? Recognise(string program, IReadOnlyList<string> arguments)
    {
        if (Path.GetFileNameWithoutExtension(program) == ProgramName)
        {
            return arguments is [var verb] ? verb : string.Empty;
        }

        return arguments is [CommandName, var subverb] && Verbs.Contains(subverb) ? subverb : null;
    }

    /// <summary>Answers a call.</summary>
    /// <returns>The exit code: 0, or 1 with the reason on stdout, where docker reads it.</returns>
    public static Task<int> RunAsync(string verb, CommandHost host, CancellationToken cancellationToken) =>
        new HelperProtocol(host).RunAsync(verb, cancellationToken);
}
