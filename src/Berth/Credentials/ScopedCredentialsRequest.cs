using Berth.Names;
using Berth.Registries;

namespace Berth.Credentials;

/// <summary>A request for temporary credentials that are limited to one repository, for one deployment.</summary>
public sealed record ScopedCredentialsRequest
{
    /// <summary>The shortest session that STS opens: 15 minutes.</summary>
    public static readonly TimeSpan MinDuration = TimeSpan.FromMinutes(15);

    /// <summary>The longest session that STS opens for any role: 12 hours. A role's own maximum is one hour unless it was raised.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(12);

    private ScopedCredentialsRequest(EcrRegistry registry, RepositoryName repository, ScopedAccess access, TimeSpan duration, SessionIdentity identity)
    {
        Registry = registry;
        Repository = repository;
        Access = access;
        Duration = duration;
        Identity = identity;
    }

    /// <summary>Gets the registry; its role is the one whose session is narrowed.</summary>
    public EcrRegistry Registry { get; }

    /// <summary>Gets the repository.</summary>
    public RepositoryName Repository { get; }

    /// <summary>Gets what may be done with it.</summary>
    public ScopedAccess Access { get; }

    /// <summary>Gets for how long.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets by what CloudTrail will know the session.</summary>
    public SessionIdentity Identity { get; }

    /// <summary>
    /// Gets the repository for the build cache, which the credentials reach too, with the same access; <see langword="null"/> for no such repository.
    /// Of the builders only kaniko needs one; <c>KanikoCache.RepositoryOf</c> gives its name.
    /// </summary>
    public RepositoryName? CacheRepository { get; init; }

    /// <summary>Gets a value indicating whether the registry's broad token is given where a scoped one is refused. It opens everything that the platform itself may reach.</summary>
    public bool AllowBroad { get; init; }

    /// <summary>Builds a request.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="repository">The repository, as it was prepared.</param>
    /// <param name="access">What may be done with it.</param>
    /// <param name="duration">For how long: 15 minutes to the role's maximum.</param>
    /// <param name="identity">Project, environment and deployment, for CloudTrail.</param>
    /// <returns>The request.</returns>
    /// <exception cref="InvalidInputException">The duration is shorter or longer than STS takes.</exception>
    public static ScopedCredentialsRequest Create(
        EcrRegistry registry,
        RepositoryName repository,
        ScopedAccess access,
        TimeSpan duration,
        SessionIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(identity);
        return duration >= MinDuration && duration <= MaxDuration
            ? new ScopedCredentialsRequest(registry, repository, access, duration, identity)
            : throw new InvalidInputException([new Fault("duration", $"{duration} is not a valid session duration", "give 15 minutes to 12 hours, and no more than the role's maximum")]);
    }
}
