using Berth.Names;

namespace Berth.Repositories.Settings.Tagging;

/// <summary>Adds resource tags, and overwrites the values of present keys.</summary>
internal sealed record AddTags(IReadOnlyList<ResourceTag> From, IReadOnlyList<ResourceTag> To)
    : SettingChange(ResourceTagsSetting.SettingName, "TagResource", ResourceTags.Write(From), ResourceTags.Write(To), $"set {ResourceTags.Write(To)}")
{
    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.AddTagsAsync(repository, To, cancellationToken);
}
