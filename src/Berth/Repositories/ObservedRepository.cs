namespace Berth.Repositories;

/// <summary>What ECR says of a repository that exists, as far as it was asked.</summary>
internal sealed record ObservedRepository
{
    public required Reading<RepositoryDescription> Description { get; init; }

    /// <summary>The lifecycle policy's text.</summary>
    public Reading<string> LifecyclePolicy { get; init; } = Reading<string>.NotAsked;

    /// <summary>The repository policy's text.</summary>
    public Reading<string> RepositoryPolicy { get; init; } = Reading<string>.NotAsked;

    public Reading<IReadOnlyList<ResourceTag>> ResourceTags { get; init; } = Reading<IReadOnlyList<ResourceTag>>.NotAsked;

    /// <summary>A repository that was created just now: it has what the creation gave it and no policies yet.</summary>
    public static ObservedRepository Created(RepositoryDescription description, IReadOnlyList<ResourceTag> tags) => new()
    {
        Description = Reading<RepositoryDescription>.Of(description),
        LifecyclePolicy = Reading<string>.Absent,
        RepositoryPolicy = Reading<string>.Absent,
        ResourceTags = Reading<IReadOnlyList<ResourceTag>>.Of(tags),
    };
}
