using Berth.Names;

namespace Berth.Registries;

/// <summary>A call to ECR or STS did not get its answer.</summary>
public sealed class EcrException : BerthException
{
    /// <summary>Initializes a new instance of the <see cref="EcrException"/> class.</summary>
    /// <param name="kind">What kept the call from its answer.</param>
    /// <param name="message">What happened, where, and what to do; without secrets.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public EcrException(EcrErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>Gets what kept the call from its answer.</summary>
    public EcrErrorKind Kind { get; }

    /// <summary>Gets a value indicating whether the call may have taken effect although it failed: an attempt may have lost its answer. The caller must look the result up.</summary>
    internal bool IsOutcomeUnknown =>
        Kind is EcrErrorKind.Unreachable or EcrErrorKind.Unavailable or EcrErrorKind.Throttled or EcrErrorKind.UnusableAnswer or EcrErrorKind.Unknown;

    /// <summary>Gets the service, <c>ecr</c> or <c>sts</c>.</summary>
    public string Service { get; init; } = "ecr";

    /// <summary>Gets the operation, such as <c>CreateRepository</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the registry that was called.</summary>
    public required EcrRegistry Registry { get; init; }

    /// <summary>Gets the repository that the call was about, if it was about one.</summary>
    public RepositoryName? Repository { get; init; }

    /// <summary>Gets AWS's error code, such as <c>AccessDeniedException</c>, if the answer had one.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the HTTP status of the answer, if there was one.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Gets the request id under which AWS knows the call, if the answer had one.</summary>
    public string? RequestId { get; init; }
}
