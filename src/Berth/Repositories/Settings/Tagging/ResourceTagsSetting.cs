using Berth.Names;

namespace Berth.Repositories.Settings.Tagging;

/// <summary>The resource tags.</summary>
internal sealed class ResourceTagsSetting : Setting<ResourceTags, IReadOnlyList<ResourceTag>>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("resourceTags");

    public static ResourceTagsSetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    public override RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) =>
        desired.ResourceTags is { } tags ? creation with { Tags = tags.List } : creation;

    // Tags at creation need a permission of their own.
    public override RepositoryCreation RemoveFromCreation(RepositoryCreation creation) => creation with { Tags = [] };

    protected override bool TryGetDesired(DesiredSettings desired, out ResourceTags value) => (value = desired.ResourceTags!) is not null;

    protected override MergeMode ModeOf(ReconcilePolicy policy) => policy.ResourceTags;

    protected override async Task<IReadOnlyList<ResourceTag>?> ReadAsync(
        IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        await repositories.ListTagsAsync(repository, cancellationToken).ConfigureAwait(false);

    protected override IReadOnlyList<ResourceTag> GetAfterCreation(RepositoryCreation creation, RepositoryDescription description) => creation.Tags;

    protected override IEnumerable<SettingDrift> CompareAll(ResourceTags desired, IReadOnlyList<ResourceTag>? observed, MergeMode mode) =>
        ResourceTagsDrift.Between(desired, observed ?? [], mode);
}
