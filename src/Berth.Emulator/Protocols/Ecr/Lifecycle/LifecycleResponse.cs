using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>The answer of the operations that put, give and delete a lifecycle policy.</summary>
internal sealed record LifecycleResponse(
    string RegistryId, string RepositoryName, string LifecyclePolicyText, DateTimeOffset? LastEvaluatedAt)
{
    public static LifecycleResponse Of(Repository repository, string text, DateTimeOffset? lastEvaluatedAt) =>
        new(repository.Registry.Account.ToString(), repository.Name.ToString(), text, lastEvaluatedAt);

    /// <summary>A policy that never ran was last evaluated at 0.</summary>
    public static LifecycleResponse Of(Repository repository, LifecycleSettings lifecycle) =>
        Of(repository, lifecycle.PolicyText, lifecycle.LastEvaluatedAt ?? DateTimeOffset.UnixEpoch);
}
