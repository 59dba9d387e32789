using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Repositories;

/// <summary>
/// The port to the repositories of one ECR registry. Absence is an answer (<see langword="null"/>); everything else that keeps a call from
/// its answer is an <see cref="EcrException"/>, matched by its <see cref="EcrException.Kind"/>. Throttled and failed calls have been
/// retried below this port, as the AWS SDK's retry mode says.
/// </summary>
public interface IEcrRepositories
{
    /// <summary>Gets the registry that the repositories are in.</summary>
    EcrRegistry Registry { get; }

    /// <summary>Describes a repository.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The description as ECR returned it (the caller checks that it describes the requested repository), or <see langword="null"/> if the repository does not exist.</returns>
    Task<RepositoryDescription?> DescribeRepositoryAsync(RepositoryName name, CancellationToken cancellationToken);

    /// <summary>Creates a repository.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="creation">Its settings.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The created repository, or <see langword="null"/> if one of that name exists already.</returns>
    Task<CreatedRepository?> CreateRepositoryAsync(RepositoryName name, RepositoryCreation creation, CancellationToken cancellationToken);

    /// <summary>Replaces a repository's tag mutability, filters included.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="tagMutability">The setting.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> PutImageTagMutabilityAsync(RepositoryName name, TagMutability tagMutability, CancellationToken cancellationToken);

    /// <summary>Reads a repository's lifecycle policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The policy's JSON text as ECR serialises it, or <see langword="null"/> if the repository has no such policy.</returns>
    Task<string?> GetLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken);

    /// <summary>Replaces a repository's lifecycle policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="policyText">The policy as JSON.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> PutLifecyclePolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken);

    /// <summary>Reads a repository's resource policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The policy's JSON text as ECR serialises it, or <see langword="null"/> if the repository has no such policy.</returns>
    Task<string?> GetRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken);

    /// <summary>Replaces a repository's resource policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="policyText">The policy as JSON.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> SetRepositoryPolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken);

    /// <summary>Reads a repository's resource tags.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The tags, in ECR's order.</returns>
    Task<IReadOnlyList<ResourceTag>> ListTagsAsync(RepositoryName name, CancellationToken cancellationToken);

    /// <summary>Adds resource tags to a repository and overwrites the values of those whose keys it has already.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="tags">The tags.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> AddTagsAsync(RepositoryName name, IReadOnlyList<ResourceTag> tags, CancellationToken cancellationToken);

    /// <summary>Removes resource tags from a repository.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="keys">The keys of the tags.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> RemoveTagsAsync(RepositoryName name, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Sets whether images are scanned when they are pushed.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="scanOnPush">Whether to scan.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt.</returns>
    Task<CallReceipt> PutScanOnPushAsync(RepositoryName name, bool scanOnPush, CancellationToken cancellationToken);
}
