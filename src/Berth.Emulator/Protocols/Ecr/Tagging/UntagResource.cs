using Berth.Emulator.Protocols.Ecr.Repositories;
using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Tagging;

/// <summary>UntagResource: removes tags by their keys; a key that does not exist is not an error.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html"/>
internal sealed class UntagResource() : Operation<UntagResourceRequest, EmptyResponse>(
    nameof(UntagResource), WireJson.Default.UntagResourceRequest, WireJson.Default.EmptyResponse)
{
    protected override async ValueTask<EmptyResponse> ExecuteAsync(
        UntagResourceRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Required(request.ResourceArn, "resourceArn");
        string[] keys = [.. Check.Required(request.TagKeys, "tagKeys")
            .Select((key, index) => ResourceTagReader.CheckKey(Check.Required(key, $"tagKeys.{index + 1}.member")))];
        var repository = ResourceArn.Find(request.ResourceArn, call, "ecr:UntagResource");
        await Call.SetAsync(
            repository, settings => settings with { ResourceTags = settings.ResourceTags.RemoveRange(keys) }, cancellationToken)
            .ConfigureAwait(false);
        return new EmptyResponse();
    }
}

/// <summary>The request of UntagResource.</summary>
internal sealed record UntagResourceRequest(string? ResourceArn, IReadOnlyList<string?>? TagKeys);
