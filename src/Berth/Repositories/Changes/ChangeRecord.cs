using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories.Changes;

/// <summary>The record of one call that changed a repository, or tried to.</summary>
public sealed record ChangeRecord
{
    /// <summary>Gets the registry.</summary>
    public required EcrRegistry Registry { get; init; }

    /// <summary>Gets the repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Gets the API operation, such as <c>CreateRepository</c> or <c>PutLifecyclePolicy</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the setting that the call was about; <see langword="null"/> for the creation of the repository.</summary>
    public SettingName? Setting { get; init; }

    /// <summary>Gets what was there before, as text; <see langword="null"/> for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>Gets what was to be there after, as text; <see langword="null"/> for nothing.</summary>
    public string? After { get; init; }

    /// <summary>Gets why it was done.</summary>
    public required ChangeCause Cause { get; init; }

    /// <summary>Gets who did it: the ARN of the assumed role, the AWS profile, or <c>default credentials</c>.</summary>
    public required string Principal { get; init; }

    /// <summary>Gets the request id under which AWS knows the call, if an answer had one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets when the call ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets how the call ended.</summary>
    public required RecordedOutcome Outcome { get; init; }

    /// <summary>Gets what ECR said, where it refused or failed.</summary>
    public EcrException? Error { get; init; }
}
