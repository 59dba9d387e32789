using Berth.Emulator.Protocols.Ecr.Repositories;
using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Tagging;

/// <summary>TagResource: adds tags; a key that is there gets the new value.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html"/>
internal sealed class TagResource() : Operation<TagResourceRequest, EmptyResponse>(
    nameof(TagResource), WireJson.Default.TagResourceRequest, WireJson.Default.EmptyResponse)
{
    protected override async ValueTask<EmptyResponse> ExecuteAsync(TagResourceRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Required(request.ResourceArn, "resourceArn");
        var tags = ResourceTagReader.Read(Check.Required(request.Tags, "tags"));
        var repository = ResourceArn.Find(request.ResourceArn, call, "ecr:TagResource", tags);
        await Call.SetAsync(
            repository,
            settings => settings with { ResourceTags = ResourceTagReader.CheckCount(settings.ResourceTags.SetItems(tags)) },
            cancellationToken).ConfigureAwait(false);
        return new EmptyResponse();
    }
}

/// <summary>The request of TagResource.</summary>
internal sealed record TagResourceRequest(string? ResourceArn, IReadOnlyList<TagShape?>? Tags);
