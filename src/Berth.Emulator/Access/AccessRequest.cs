namespace Berth.Emulator.Access;

/// <summary>A request to authorize: an action of a caller on a resource.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Action">The action, such as <c>ecr:PutImage</c>.</param>
/// <param name="Resource">The ARN of the resource, or <c>*</c>.</param>
/// <param name="RepositoryPolicy">The policy of the repository, or <see langword="null"/> if it has no policy.</param>
internal readonly record struct AccessRequest(Caller Caller, string Action, string Resource, string? RepositoryPolicy = null)
{
    /// <summary>The resource tags of the repository.</summary>
    public IReadOnlyDictionary<string, string>? ResourceTags { get; init; }

    /// <summary>The resource tags that the request sets.</summary>
    public IReadOnlyDictionary<string, string>? RequestTags { get; init; }
}
