using System.Buffers;

namespace Berth.Credentials;

/// <summary>By what CloudTrail knows a role's session: its name, the last part of the caller's ARN, and its tags.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html"/>
public sealed record SessionIdentity
{
    /// <summary>The key of the tag that names the project.</summary>
    public const string ProjectTag = "berth:project";

    /// <summary>The key of the tag that names the environment.</summary>
    public const string EnvironmentTag = "berth:environment";

    /// <summary>The key of the tag that names the deployment.</summary>
    public const string DeploymentTag = "berth:deployment";

    private const string DefaultName = "berth";
    private const int MinNameLength = 2;
    private const int MaxNameLength = 64;
    private const int MaxTagLength = 256;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-");

    private SessionIdentity(string name, IReadOnlyDictionary<string, string> tags)
    {
        Name = name;
        Tags = tags;
    }

    /// <summary>Gets the session's name: 2 to 64 characters that STS takes.</summary>
    public string Name { get; }

    /// <summary>Gets the session's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>Names the session of one deployment.</summary>
    /// <param name="project">The project, or <see langword="null"/> if the caller does not have it.</param>
    /// <param name="environment">The environment, or <see langword="null"/> if the caller does not have it. It cannot be read from an image's tag.</param>
    /// <param name="deployment">The deployment: its tag, or another id of the caller's; <see langword="null"/> if it is not known.</param>
    /// <returns>
    /// The name <c>project.environment.deployment</c>, shortened if it is too long, and the tags in full. A part that is <see langword="null"/> is left out;
    /// without any part the name is <c>berth</c>.
    /// </returns>
    public static SessionIdentity Of(string? project, string? environment, string? deployment)
    {
        (string Key, string? Value)[] all = [(ProjectTag, project), (EnvironmentTag, environment), (DeploymentTag, deployment)];
        (string Key, string Value)[] given = [.. all.Where(part => part.Value is not null).Select(part => (part.Key, part.Value!))];
        return new(
            given.Length == 0 ? DefaultName : NameOf([.. given.Select(part => part.Value)]),
            given.ToDictionary(part => part.Key, part => TagOf(part.Value)));
    }

    /// <summary>Joins parts by dots into a legal name of a session: what STS does not take becomes a hyphen, and the longest parts are cut.</summary>
    /// <param name="parts">The parts.</param>
    /// <returns>The name.</returns>
    public static string NameOf(params IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        string[] kept = [.. parts];
        var excess = kept.Sum(part => part.Length) + kept.Length - 1 - MaxNameLength;
        for (; excess > 0; excess--)
        {
            var longest = Array.FindIndex(kept, part => part.Length == kept.Max(other => other.Length));
            kept[longest] = kept[longest][..^1];
        }

        var name = string.Concat(string.Join('.', kept).Select(letter => NameLetters.Contains(letter) ? letter : '-'));
        return name.Length < MinNameLength ? name.PadRight(MinNameLength, '-') : name;
    }

    private static string TagOf(string text)
    {
        var legal = string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || " _.:/=+-@".Contains(letter, StringComparison.Ordinal) ? letter : '-'));
        return legal.Length <= MaxTagLength ? legal : legal[..MaxTagLength];
    }
}
