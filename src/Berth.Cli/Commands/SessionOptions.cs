using System.CommandLine;
using Berth.Credentials;
using Berth.Names;

namespace Berth.Cli.Commands;

/// <summary>
/// The options that name the session of scoped credentials. Project and environment cannot be read from an image reference: a tag has dots within its
/// parts, and the environment in lower case. What is not given is left out.
/// </summary>
internal sealed class SessionOptions
{
    private readonly Option<string?> project = new("--project", "-p")
    {
        HelpName = "PROJECT",
        Description = "The project, as it was prepared: the session tag berth:project. Default: no such tag.",
    };

    private readonly Option<string?> environment = new("--environment", "-e")
    {
        HelpName = "ENVIRONMENT",
        Description = "The environment, as it was prepared: the session tag berth:environment. Default: no such tag.",
    };

    private readonly Option<string?> deployment = new("--deployment")
    {
        HelpName = "DEPLOYMENT",
        Description = "The deployment: the session tag berth:deployment. Default: the tag of the image.",
    };

    public void AddTo(Command command)
    {
        command.Add(project);
        command.Add(environment);
        command.Add(deployment);
    }

    /// <summary>The identity of the session.</summary>
    public SessionIdentity Read(ParseResult parsed, ImageReference image) => SessionIdentity.Of(
        NotEmpty(parsed.GetValue(project)),
        NotEmpty(parsed.GetValue(environment)),
        NotEmpty(parsed.GetValue(deployment)) ?? image.Tag?.ToString());

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
