using Berth.Builders;
using Berth.Cli.Hosting;
using Berth.Deployments;

namespace Berth.Cli.Commands;

/// <summary>The forms of <c>berth prepare --output</c>, and which one writes what.</summary>
internal static class PrepareForms
{
    public const string Environment = "env";
    public const string GitHub = "github";
    private const string GitHubVariable = "GITHUB_OUTPUT";

    /// <summary>The forms besides text and JSON.</summary>
    public static string[] All { get; } = [Environment, GitHub, .. Enum.GetNames<Builder>().Select(name => name.ToLowerInvariant())];

    /// <summary>Finds, before anything is called, that a form cannot be written here.</summary>
    public static Fault? FindFault(CommandHost host, string? form) => form == GitHub && host.Variable(GitHubVariable) is null
        ? new Fault("--output github", $"{GitHubVariable} is not set", "use it in a step of GitHub Actions, or another form")
        : null;

    public static async Task WriteAsync(CommandHost host, string? form, PreparedDeployment prepared, BuildCache cache, CancellationToken cancellationToken)
    {
        if (form == GitHub)
        {
            await File.AppendAllTextAsync(host.Variable(GitHubVariable)!, PrepareOutput.GitHub(prepared, cache), cancellationToken).ConfigureAwait(false);
        }

        await host.Output.WriteAsync(Text(form, prepared, cache).AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private static string Text(string? form, PreparedDeployment prepared, BuildCache cache) => form switch
    {
        OutputOption.Json => PrepareOutput.Json(prepared),
        Environment => PrepareOutput.Environment(prepared, cache),
        _ when Enum.TryParse<Builder>(form, ignoreCase: true, out var builder) => builder == Builder.Buildah
            ? BuildahScript.For(prepared.Image, cache)
            : ShellWord.Join(BuilderArguments.For(builder, prepared.Image, cache)) + "\n",
        _ => $"{prepared.Image}\n",
    };
}
