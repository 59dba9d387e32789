using Berth.Names;

namespace Berth.Cli.Commands;

/// <summary>Project, environment and tag, read off an image as Berth names it, for the name of a session.</summary>
/// <param name="Project">The last part of the repository's name.</param>
/// <param name="Environment">The tag's last part but one, or <c>unknown</c>.</param>
/// <param name="Tag">The tag, or <c>unknown</c> for an image without one.</param>
internal sealed record DeploymentName(string Project, string Environment, string Tag)
{
    private const string Unknown = "unknown";

    public static DeploymentName Of(ImageReference image)
    {
        var repository = image.Repository.ToString();
        var parts = image.Tag?.ToString().Split('.') ?? [];
        return new DeploymentName(
            repository[(repository.LastIndexOf('/') + 1)..],
            parts.Length > 2 ? parts[^2] : Unknown,
            image.Tag?.ToString() ?? Unknown);
    }
}
