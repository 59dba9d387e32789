using Berth.Names;

namespace Berth.Repositories;

/// <summary>One API call that removes one difference.</summary>
/// <param name="Setting">The setting that it changes.</param>
/// <param name="Operation">The API operation.</param>
/// <param name="Before">The setting before, as text; <see langword="null"/> for absence.</param>
/// <param name="After">The setting after, as text; <see langword="null"/> for absence.</param>
internal abstract record RepositoryChange(Setting Setting, string Operation, string? Before, string? After)
{
    /// <summary>What the change does, in a sentence.</summary>
    public abstract string Detail { get; }

    /// <summary>Makes the call.</summary>
    public abstract Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken);

    public sealed record PutTagMutability(TagMutability From, TagMutability To)
        : RepositoryChange(Setting.TagMutability, "PutImageTagMutability", From.ToString(), To.ToString())
    {
        public override string Detail => $"changed from {From} to {To}";

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.PutImageTagMutabilityAsync(name, To, cancellationToken);
    }

    public sealed record PutLifecyclePolicy(string? From, string To, string What)
        : RepositoryChange(Setting.LifecyclePolicy, "PutLifecyclePolicy", From, To)
    {
        public override string Detail => What;

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.PutLifecyclePolicyAsync(name, To, cancellationToken);
    }

    public sealed record SetRepositoryPolicy(string? From, string To, string What)
        : RepositoryChange(Setting.RepositoryPolicy, "SetRepositoryPolicy", From, To)
    {
        public override string Detail => What;

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.SetRepositoryPolicyAsync(name, To, cancellationToken);
    }

    public sealed record AddTags(IReadOnlyList<ResourceTag> From, IReadOnlyList<ResourceTag> To)
        : RepositoryChange(Setting.ResourceTags, "TagResource", ResourceTags.Write(From), ResourceTags.Write(To))
    {
        public override string Detail => $"set {After}";

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.AddTagsAsync(name, To, cancellationToken);
    }

    public sealed record RemoveTags(IReadOnlyList<ResourceTag> Tags)
        : RepositoryChange(Setting.ResourceTags, "UntagResource", ResourceTags.Write(Tags), null)
    {
        public override string Detail => $"removed {Before}";

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.RemoveTagsAsync(name, [.. Tags.Select(static tag => tag.Key)], cancellationToken);
    }

    public sealed record PutScanOnPush(bool To)
        : RepositoryChange(Setting.ScanOnPush, "PutImageScanningConfiguration", To ? "off" : "on", To ? "on" : "off")
    {
        public override string Detail => $"turned {After}";

        public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName name, CancellationToken cancellationToken) =>
            repositories.PutScanOnPushAsync(name, To, cancellationToken);
    }
}
