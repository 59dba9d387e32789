using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories.Ensuring;

/// <summary>There is no repository for the image, or it did not become known that there is: the one thing that fails a preparation.</summary>
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
    /// Gets a value indicating whether ECR could not be asked, so that older knowledge of the repository may stand in. It is not so where the
    /// repository is known to be missing, or ECR answered and refused.
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
