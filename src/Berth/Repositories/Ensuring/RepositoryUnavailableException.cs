using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories.Ensuring;

/// <summary>The repository does not exist, or its existence could not be established: the only condition that fails a preparation.</summary>
public sealed class RepositoryUnavailableException : BerthException
{
    /// <summary>Initializes a new instance of the <see cref="RepositoryUnavailableException"/> class.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cause">The call's error.</param>
    public RepositoryUnavailableException(RepositoryName repository, EcrException cause)
        : base(Write(repository, cause), cause)
    {
        Repository = repository;
        Error = cause;
    }

    /// <summary>Gets the repository.</summary>
    public RepositoryName Repository { get; }

    /// <summary>Gets the error of the call: operation, registry, code and request id.</summary>
    public EcrException Error { get; }

    /// <summary>Gets what kept Berth from the repository.</summary>
    public EcrErrorKind Kind => Error.Kind;

    /// <summary>
    /// Gets a value indicating whether ECR did not give a usable response, so that a stale cache entry may be used. It is
    /// <see langword="false"/> if ECR refused the call or answered that the repository does not exist.
    /// </summary>
    public bool IsOutage => Error.Operation != "CreateRepository" && Kind is
        EcrErrorKind.Throttled or EcrErrorKind.Unavailable or EcrErrorKind.Unreachable or EcrErrorKind.UnusableAnswer or EcrErrorKind.Unknown;

    private static string Write(RepositoryName repository, EcrException cause)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(cause);
        var what = cause.Operation == "CreateRepository" ? "could not be created" : "may or may not exist";
        return $"Repository {repository} in registry {cause.Registry} {what}: {cause.Message}";
    }
}
