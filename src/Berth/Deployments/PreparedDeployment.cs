using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;

namespace Berth.Deployments;

/// <summary>A deployment whose image reference can be pushed to.</summary>
public sealed record PreparedDeployment
{
    /// <summary>Gets the project, as requested.</summary>
    public required string Project { get; init; }

    /// <summary>Gets the environment, as requested. The tag has it in lower case, and cannot be split back into its parts.</summary>
    public required string Environment { get; init; }

    /// <summary>Gets the image to push: registry, repository and tag.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Gets the reference to which builders export their layer cache: the same repository with the movable tag <c>cache</c>.</summary>
    public required ImageReference CacheImage { get; init; }

    /// <summary>Gets the registry's host.</summary>
    public RegistryHost Registry => Image.Registry;

    /// <summary>Gets the repository.</summary>
    public RepositoryName Repository => Image.Repository;

    /// <summary>Gets the tag, <c>{version}.{environment in lower case}.{shortCode}</c>.</summary>
    public Tag Tag => Image.Tag!;

    /// <summary>Gets a value indicating whether the registry is ECR. If it is not, nothing was touched.</summary>
    public required bool IsEcr { get; init; }

    /// <summary>Gets a value indicating whether this preparation created the repository. Of concurrent callers that shared one call, one has it set.</summary>
    public bool RepositoryCreated { get; init; }

    /// <summary>Gets what became of the repository's settings.</summary>
    public required SettingsReport Settings { get; init; }

    /// <summary>Gets a value indicating whether the state came from the cache.</summary>
    public bool IsFromCache { get; init; }

    /// <summary>Gets the error because of which a stale cache entry was used, or <see langword="null"/>.</summary>
    public EcrException? Outage { get; init; }

    /// <summary>Gets a value indicating whether a stale cache entry was used, because ECR could not be reached.</summary>
    public bool IsStale => Outage is not null;
}
