using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Deployments.Telemetry;

/// <summary>Reports each API call to the listener.</summary>
internal sealed class ReportingRepositories(IEcrRepositories inner, BerthListener listener, TimeProvider time) : IEcrRepositories
{
    public EcrRegistry Registry => inner.Registry;

    public Task<RepositoryDescription?> DescribeRepositoryAsync(RepositoryName name, CancellationToken cancellationToken) =>
        ReportAsync("DescribeRepositories", name, () => inner.DescribeRepositoryAsync(name, cancellationToken));

    public Task<CreatedRepository?> CreateRepositoryAsync(RepositoryName name, RepositoryCreation creation, CancellationToken cancellationToken) =>
        ReportAsync("CreateRepository", name, () => inner.CreateRepositoryAsync(name, creation, cancellationToken));

    public Task<CallReceipt> PutImageTagMutabilityAsync(RepositoryName name, TagMutability tagMutability, CancellationToken cancellationToken) =>
        ReportAsync("PutImageTagMutability", name, () => inner.PutImageTagMutabilityAsync(name, tagMutability, cancellationToken));

    public Task<string?> GetLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        ReportAsync("GetLifecyclePolicy", name, () => inner.GetLifecyclePolicyAsync(name, cancellationToken));

    public Task<CallReceipt> PutLifecyclePolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        ReportAsync("PutLifecyclePolicy", name, () => inner.PutLifecyclePolicyAsync(name, policyText, cancellationToken));

    public Task<string?> GetRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        ReportAsync("GetRepositoryPolicy", name, () => inner.GetRepositoryPolicyAsync(name, cancellationToken));

    public Task<CallReceipt> SetRepositoryPolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        ReportAsync("SetRepositoryPolicy", name, () => inner.SetRepositoryPolicyAsync(name, policyText, cancellationToken));

    public Task<IReadOnlyList<ResourceTag>> ListTagsAsync(RepositoryName name, CancellationToken cancellationToken) =>
        ReportAsync("ListTagsForResource", name, () => inner.ListTagsAsync(name, cancellationToken));

    public Task<CallReceipt> AddTagsAsync(RepositoryName name, IReadOnlyList<ResourceTag> tags, CancellationToken cancellationToken) =>
        ReportAsync("TagResource", name, () => inner.AddTagsAsync(name, tags, cancellationToken));

    public Task<CallReceipt> RemoveTagsAsync(RepositoryName name, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        ReportAsync("UntagResource", name, () => inner.RemoveTagsAsync(name, keys, cancellationToken));

    public Task<CallReceipt> PutScanOnPushAsync(RepositoryName name, bool scanOnPush, CancellationToken cancellationToken) =>
        ReportAsync("PutImageScanningConfiguration", name, () => inner.PutScanOnPushAsync(name, scanOnPush, cancellationToken));

    // The activity starts before the call, so that the HTTP requests of the call are its children.
    private async Task<TResult> ReportAsync<TResult>(string operation, RepositoryName name, Func<Task<TResult>> callAsync)
    {
        var call = new ApiCall(Registry, name, operation);
        var start = time.GetTimestamp();
        using var activity = listener.ApiCallStarted(call);
        try
        {
            var result = await callAsync().ConfigureAwait(false);
            listener.ApiCallEnded(activity, call, null, time.GetElapsedTime(start));
            return result;
        }
        catch (Exception exception)
        {
            listener.ApiCallEnded(activity, call, exception, time.GetElapsedTime(start));
            throw;
        }
    }
}
