using Berth.Names;

namespace Berth.Repositories.Settings.Lifecycle;

/// <summary>Replaces the lifecycle policy.</summary>
internal sealed record PutLifecyclePolicy(string? From, string To, string Summary)
    : SettingChange(LifecyclePolicySetting.SettingName, "PutLifecyclePolicy", From, To, Summary)
{
    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.PutLifecyclePolicyAsync(repository, To, cancellationToken);
}
