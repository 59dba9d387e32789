using Berth.Names;

namespace Berth.Repositories.Settings.Tagging;

/// <summary>Removes resource tags.</summary>
internal sealed record RemoveTags(IReadOnlyList<ResourceTag> Tags)
    : SettingChange(ResourceTagsSetting.SettingName, "UntagResource", ResourceTags.Write(Tags), null, $"removed {ResourceTags.Write(Tags)}")
{
    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.RemoveTagsAsync(repository, [.. Tags.Select(static tag => tag.Key)], cancellationToken);
}
