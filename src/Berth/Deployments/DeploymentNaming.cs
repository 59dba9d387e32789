using System.Buffers;
using System.Globalization;
using Berth.Names;

namespace Berth.Deployments;

/// <summary>Names the repository and the tag of a deployment, or says everything that is in the way.</summary>
internal static class DeploymentNaming
{
    private const string VersionFormat = "yyyyMMdd.HHmmss";
    private const string ShortCodeLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int ShortCodeLength = 8;

    private static readonly SearchValues<char> TagLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Names a deployment's repository and tag.</summary>
    /// <exception cref="InvalidInputException">Parts of the request cannot be part of a legal name.</exception>
    public static (ProjectPlace Place, Tag Tag) Name(DeploymentRequest request, DeploymentTarget target, ProjectPlaces places, TimeProvider time, Random random)
    {
        var version = request.Version ?? time.GetUtcNow().UtcDateTime.ToString(VersionFormat, CultureInfo.InvariantCulture);
        var shortCode = request.ShortCode ?? random.GetString(ShortCodeLetters, ShortCodeLength);
        var environment = request.Environment?.ToLowerInvariant();
        return places.Find(request.Project) is { } place
            && version.Length > 0 && environment is { Length: > 0 } && shortCode.Length > 0
            && Tag.TryParse(string.Concat([version, ".", environment, ".", shortCode]), out var tag)
            ? (place, tag)
            : throw new InvalidInputException(FindFaults(request, target));
    }

    /// <summary>Finds every fault of a request whose target may not be known either.</summary>
    public static List<Fault> FindFaults(DeploymentRequest request, DeploymentTarget? target)
    {
        var environment = request.Environment?.ToLowerInvariant();
        var faults = new List<Fault>();
        var name = string.Concat(target?.Namespace ?? "x", "/", request.Project);
        if (!RepositoryName.TryParse(name, out _, out _))
        {
            faults.Add(new Fault(
                "project",
                name.Length > RepositoryName.MaxLength
                    ? $"'{request.Project}' makes a repository name of {name.Length} characters"
                    : $"'{request.Project}' makes no legal repository name",
                $"give lower-case letters and digits, in parts joined by '.', '_', '__' or hyphens; with its namespace at most {RepositoryName.MaxLength} characters"));
        }

        var length = faults.Count;
        CheckTagPart("environment", environment, faults);
        if (request.Version is not null)
        {
            CheckTagPart("version", request.Version, faults);
        }

        if (request.ShortCode is not null)
        {
            CheckTagPart("shortCode", request.ShortCode, faults);
        }

        if (request.Version is ['.' or '-', ..])
        {
            faults.Add(new Fault("version", $"'{request.Version}' begins with '{request.Version[0]}', as no tag may", "begin it with a letter, a digit or '_'"));
        }

        if (faults.Count == length && (request.Version?.Length ?? VersionFormat.Length) + environment!.Length + (request.ShortCode?.Length ?? ShortCodeLength) + 2 is var tagLength and > Tag.MaxLength)
        {
            faults.Add(new Fault(
                "version",
                $"version, environment and short code make a tag of {tagLength} characters",
                $"shorten them; a tag has at most {Tag.MaxLength}, the two dots included"));
        }

        return faults;
    }

    private static void CheckTagPart(string where, string? text, List<Fault> faults)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().ContainsAnyExcept(TagLetters))
        {
            faults.Add(new Fault(where, string.IsNullOrEmpty(text) ? "it is empty" : $"'{text}' cannot be part of a tag", "give letters, digits, '_', '.' and '-'"));
        }
    }
}
