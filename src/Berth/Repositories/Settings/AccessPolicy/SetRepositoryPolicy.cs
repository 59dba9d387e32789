using Berth.Names;

namespace Berth.Repositories.Settings.AccessPolicy;

/// <summary>Replaces the repository policy.</summary>
internal sealed record SetRepositoryPolicy(string? From, string To, string Summary)
    : SettingChange(RepositoryPolicySetting.SettingName, "SetRepositoryPolicy", From, To, Summary)
{
    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.SetRepositoryPolicyAsync(repository, To, cancellationToken);
}
