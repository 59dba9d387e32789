namespace Berth.Emulator.Access;

/// <summary>A question of access: may the caller do this action on this resource?</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Action">The action, such as <c>ecr:PutImage</c>.</param>
/// <param name="Resource">The ARN of the resource, or <c>*</c>.</param>
/// <param name="RepositoryPolicy">The policy of the repository concerned, or <see langword="null"/> where there is none.</param>
internal readonly record struct AccessRequest(Caller Caller, string Action, string Resource, string? RepositoryPolicy = null)
{
    /// <summary>The resource tags of the repository concerned.</summary>
    public IReadOnlyDictionary<string, string>? ResourceTags { get; init; }

    /// <summary>The tags that the request would set.</summary>
    public IReadOnlyDictionary<string, string>? RequestTags { get; init; }
}
