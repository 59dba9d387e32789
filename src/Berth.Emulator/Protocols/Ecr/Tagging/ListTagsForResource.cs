using Berth.Emulator.Protocols.Ecr.Repositories;
using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Tagging;

/// <summary>ListTagsForResource.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html"/>
internal sealed class ListTagsForResource() : Operation<ListTagsRequest, ListTagsResponse>(
    nameof(ListTagsForResource), WireJson.Default.ListTagsRequest, WireJson.Default.ListTagsResponse)
{
    protected override ValueTask<ListTagsResponse> ExecuteAsync(ListTagsRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = ResourceArn.Find(request.ResourceArn, call, "ecr:ListTagsForResource");
        return ValueTask.FromResult(new ListTagsResponse([.. repository.Settings.ResourceTags.Select(tag => new TagShape(tag.Key, tag.Value))]));
    }
}

/// <summary>The request of ListTagsForResource.</summary>
internal sealed record ListTagsRequest(string? ResourceArn);

/// <summary>The answer of ListTagsForResource.</summary>
internal sealed record ListTagsResponse(IReadOnlyList<TagShape?> Tags);
