using Berth.Names;

namespace Berth.Repositories.Settings.AccessPolicy;

/// <summary>The repository policy: the permissions of principals in the repository.</summary>
internal sealed class RepositoryPolicySetting : Setting<RepositoryPolicy, string>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("repositoryPolicy");

    public static RepositoryPolicySetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    protected override bool TryGetDesired(DesiredSettings desired, out RepositoryPolicy value) => (value = desired.RepositoryPolicy!) is not null;

    protected override MergeMode ModeOf(ReconcilePolicy policy) => policy.RepositoryPolicy;

    protected override Task<string?> ReadAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.GetRepositoryPolicyAsync(repository, cancellationToken);

    protected override string? GetAfterCreation(RepositoryCreation creation, RepositoryDescription description) => null;

    protected override IEnumerable<SettingDrift> CompareAll(RepositoryPolicy desired, string? observed, MergeMode mode) =>
        RepositoryPolicyDrift.Between(desired, observed, mode) is { } drift ? [drift] : [];
}
