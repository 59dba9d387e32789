using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;

namespace Berth.Deployments;

/// <summary>A deployment whose image has its place.</summary>
public sealed record PreparedDeployment
{
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

    /// <summary>Gets a value indicating whether this preparation created the repository. Of callers that shared its flight, one says so.</summary>
    public bool RepositoryCreated { get; init; }

    /// <summary>Gets what became of the repository's settings.</summary>
    public required SettingsReport Settings { get; init; }

    /// <summary>Gets a value indicating whether the repository was known, so that ECR was not asked or could not be.</summary>
    public bool IsFromCache { get; init; }

    /// <summary>Gets the error for which knowledge whose time was over had to do; <see langword="null"/> where that was not so.</summary>
    public EcrException? Outage { get; init; }

    /// <summary>Gets a value indicating whether the repository was only known from a time before, because ECR could not be asked.</summary>
    public bool IsStale => Outage is not null;
}
