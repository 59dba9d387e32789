using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories;

/// <summary>A repository of <see cref="FakeEcr"/>.</summary>
internal sealed class FakeRepository(
    TagMutability tagMutability, Encryption encryption, bool scanOnPush, string? lifecyclePolicy, string? repositoryPolicy, List<ResourceTag> tags)
{
    public TagMutability TagMutability { get; set; } = tagMutability;

    public Encryption Encryption { get; } = encryption;

    public bool ScanOnPush { get; set; } = scanOnPush;

    public string? LifecyclePolicy { get; set; } = lifecyclePolicy;

    public string? RepositoryPolicy { get; set; } = repositoryPolicy;

    public List<ResourceTag> Tags { get; } = tags;
}
