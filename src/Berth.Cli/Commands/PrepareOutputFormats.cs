using Berth.Builders;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary>The formats of <c>berth prepare --output</c>.</summary>
internal static class PrepareOutputFormats
{
    public const string Environment = "env";
    public const string GitHub = "github";
    private const string GitHubVariable = "GITHUB_OUTPUT";

    /// <summary>The formats besides text and JSON.</summary>
    public static string[] All { get; } = [Environment, GitHub, .. BuilderNames.All];

    /// <summary>Checks, before anything is called, that the result can be written.</summary>
    /// <exception cref="InvalidInputException">The format needs a variable that is not set.</exception>
    /// <exception cref="LocalException">The file for the result cannot be written.</exception>
    public static void Check(CommandHost host, string? format)
    {
        if (format != GitHub)
        {
            return;
        }

        if (host.Variable(GitHubVariable) is null)
        {
            throw new InvalidInputException([new Fault("--output github", $"{GitHubVariable} is not set", "use it in a step of GitHub Actions, or choose another format")]);
        }

        Append(host, string.Empty);
    }

    /// <summary>Whether the format is for a builder that needs a repository of its own for its cache.</summary>
    public static bool NeedsCacheRepository(string? format) => BuilderNames.Find(format) == Builder.Kaniko;

    /// <summary>Writes the result. If it cannot be written, its reference is in the messages: the repository and its tag are prepared.</summary>
    /// <exception cref="LocalException">The result cannot be written.</exception>
    public static async Task WriteAsync(CommandHost host, string? format, PrepareResult result, CancellationToken cancellationToken)
    {
        try
        {
            await host.Output.WriteAsync(Text(format, result).AsMemory(), cancellationToken).ConfigureAwait(false);
            if (format == GitHub)
            {
                Append(host, PrepareOutput.GitHub(result.Deployment, result.Cache));
            }
        }
        catch (LocalException)
        {
            await host.Error.WriteLineAsync($"berth: the image reference is {result.Deployment.Image}".AsMemory(), cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The text on stdout when the command fails, so that a shell that evaluates stdout, or a builder that gets it, fails too.</summary>
    public static string FailureOutput(string? format, int exitCode) => format switch
    {
        Environment => ShellFailure.Statement(exitCode),
        _ when BuilderNames.Find(format) is { } builder => builder == Builder.Buildah ? ShellFailure.Statement(exitCode) : ShellFailure.Argument,
        _ => string.Empty,
    };

    private static string Text(string? format, PrepareResult result) => format switch
    {
        OutputOption.Json => PrepareOutput.Json(result.Deployment),
        Environment => PrepareOutput.Environment(result.Deployment, result.Cache),
        _ when BuilderNames.Find(format) is { } builder => builder == Builder.Buildah
            ? BuildahScript.For(result.Deployment.Image, result.Cache)
            : ShellWord.Join(BuilderArguments.For(builder, result.Deployment.Image, result.HasCacheRepository ? result.Cache : null)) + "\n",
        _ => $"{result.Deployment.Image}\n",
    };


    private static void Append(CommandHost host, string text)
    {
        var path = host.PathOf(host.Variable(GitHubVariable)!);
        try
        {
            File.AppendAllText(path, text);
        }
        catch (Exception exception) when (LocalException.IsCause(exception))
        {
            throw new LocalException(
                new Fault(GitHubVariable, $"'{path}' cannot be written: {exception.Message.TrimEnd('.')}", "check the path and its permissions, or choose another format"),
                exception);
        }
    }
}
