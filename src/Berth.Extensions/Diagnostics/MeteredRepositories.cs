using System.Diagnostics;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Extensions.Diagnostics;

/// <summary>Counts and traces the calls to one registry.</summary>
internal sealed class MeteredRepositories(IEcrRepositories inner, TimeProvider time) : IEcrRepositories
{
    public EcrRegistry Registry => inner.Registry;

    public Task<RepositoryDescription?> DescribeRepositoryAsync(RepositoryName name, CancellationToken cancellationToken) =>
        MeterAsync("DescribeRepositories", name, inner.DescribeRepositoryAsync(name, cancellationToken));

    public Task<CreatedRepository?> CreateRepositoryAsync(RepositoryName name, RepositoryCreation creation, CancellationToken cancellationToken) =>
        MeterAsync("CreateRepository", name, inner.CreateRepositoryAsync(name, creation, cancellationToken));

    public Task<CallReceipt> PutImageTagMutabilityAsync(RepositoryName name, TagMutability tagMutability, CancellationToken cancellationToken) =>
        MeterAsync("PutImageTagMutability", name, inner.PutImageTagMutabilityAsync(name, tagMutability, cancellationToken));

    public Task<string?> GetLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        MeterAsync("GetLifecyclePolicy", name, inner.GetLifecyclePolicyAsync(name, cancellationToken));

    public Task<CallReceipt> PutLifecyclePolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        MeterAsync("PutLifecyclePolicy", name, inner.PutLifecyclePolicyAsync(name, policyText, cancellationToken));

    public Task<string?> GetRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken) =>
        MeterAsync("GetRepositoryPolicy", name, inner.GetRepositoryPolicyAsync(name, cancellationToken));

    public Task<CallReceipt> SetRepositoryPolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        MeterAsync("SetRepositoryPolicy", name, inner.SetRepositoryPolicyAsync(name, policyText, cancellationToken));

    public Task<IReadOnlyList<ResourceTag>> ListTagsAsync(RepositoryName name, CancellationToken cancellationToken) =>
        MeterAsync("ListTagsForResource", name, inner.ListTagsAsync(name, cancellationToken));

    public Task<CallReceipt> AddTagsAsync(RepositoryName name, IReadOnlyList<ResourceTag> tags, CancellationToken cancellationToken) =>
        MeterAsync("TagResource", name, inner.AddTagsAsync(name, tags, cancellationToken));

    public Task<CallReceipt> RemoveTagsAsync(RepositoryName name, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        MeterAsync("UntagResource", name, inner.RemoveTagsAsync(name, keys, cancellationToken));

    public Task<CallReceipt> PutScanOnPushAsync(RepositoryName name, bool scanOnPush, CancellationToken cancellationToken) =>
        MeterAsync("PutImageScanningConfiguration", name, inner.PutScanOnPushAsync(name, scanOnPush, cancellationToken));

    private async Task<TResult> MeterAsync<TResult>(string operation, RepositoryName name, Task<TResult> call)
    {
        var start = time.GetTimestamp();
        using var activity = BerthDiagnostics.Activities.StartActivity($"ecr.{operation}", ActivityKind.Client);
        activity?.SetTag("rpc.system", "aws-api");
        activity?.SetTag("rpc.method", operation);
        activity?.SetTag("cloud.region", Registry.Region.ToString());
        activity?.SetTag("berth.repository", name.ToString());
        try
        {
            var result = await call.ConfigureAwait(false);
            Count(operation, "ok", start);
            return result;
        }
        catch (EcrException exception)
        {
            Count(operation, Words.Of(exception.Kind), start);
            if (exception.Kind == EcrErrorKind.Throttled)
            {
                BerthDiagnostics.ApiThrottles.Add(1, new KeyValuePair<string, object?>("operation", operation));
            }

            activity?.SetStatus(ActivityStatusCode.Error, exception.Code);
            throw;
        }
        catch (OperationCanceledException)
        {
            Count(operation, "cancelled", start);
            throw;
        }
    }

    private void Count(string operation, string result, long start)
    {
        var operationTag = new KeyValuePair<string, object?>("operation", operation);
        var resultTag = new KeyValuePair<string, object?>("result", result);
        BerthDiagnostics.ApiCalls.Add(1, operationTag, resultTag);
        BerthDiagnostics.ApiDuration.Record(time.GetElapsedTime(start).TotalSeconds, operationTag, resultTag);
    }
}
