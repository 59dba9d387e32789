using Berth.Names;
using Berth.Repositories;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories.Settings;

/// <summary>A further setting, as a trial: a tag that names the owner. Nothing outside its file and the table knows of it.</summary>
internal sealed class OwnerTagSetting : Setting<ResourceTag, IReadOnlyList<ResourceTag>>
{
    public static readonly ResourceTag Owner = new("owner", "platform");

    public static OwnerTagSetting Instance { get; } = new();

    public override SettingName Name { get; } = SettingName.Parse("ownerTag");

    protected override bool TryGetDesired(DesiredSettings desired, out ResourceTag value)
    {
        value = Owner;
        return true;
    }

    protected override async Task<IReadOnlyList<ResourceTag>?> ReadAsync(
        IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        await repositories.ListTagsAsync(repository, cancellationToken);

    protected override IReadOnlyList<ResourceTag> GetAfterCreation(RepositoryCreation creation, RepositoryDescription description) => creation.Tags;

    protected override IEnumerable<SettingDrift> CompareAll(ResourceTag desired, IReadOnlyList<ResourceTag>? observed, MergeMode mode) =>
        observed?.Contains(desired) == true ? [] : [new SettingDrift.Correctable(new AddOwner(Name))];

    private sealed record AddOwner(SettingName Setting) : SettingChange(Setting, "TagResource", null, Owner.ToString(), "set the owner")
    {
        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
            repositories.AddTagsAsync(repository, [Owner], cancellationToken);
    }
}
