using System.Buffers;
using System.Text;
using System.Text.Json;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>A repository's tags.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-tags"/>
internal static class TagOperations
{
    public static async ValueTask<OciError?> ListAsync(OciRequest request)
    {
        if (request.TryFindRepository(Actions.ListImages, out var repository) is { } error)
        {
            return error;
        }

        if (PageQuery.TryRead(request, out var page) is { } refusal)
        {
            return refusal;
        }

        var images = await repository!.GetImagesAsync(request.Aborted).ConfigureAwait(false);
        var tags = page.After is null ? images.SortedTags() : images.SortedTags(Decode(request, page.After));
        var (listed, hasMore) = Page(tags, page.Count);
        if (hasMore && listed.Count > 0)
        {
            page.LinkNext(request, $"/v2/{repository.Name}/tags/list", Encode(request, listed[^1].ToString()));
        }

        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, repository.Name.ToString());
            json.WriteStartArray("tags"u8);
            foreach (var tag in listed)
            {
                json.WriteStringValue(tag.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var contentType = request.LikeEcr ? "text/plain; charset=utf-8" : OciAnswer.Json;
        await OciAnswer.BytesAsync(request.Http.Response, StatusCodes.Status200OK, contentType, body.WrittenMemory, request.Aborted)
            .ConfigureAwait(false);
        return null;
    }

    private static (List<Tag> Listed, bool HasMore) Page(IEnumerable<Tag> tags, int count)
    {
        var listed = new List<Tag>();
        foreach (var tag in tags)
        {
            if (listed.Count >= count)
            {
                return (listed, true);
            }

            listed.Add(tag);
        }

        return (listed, false);
    }

    /// <summary>ECR's <c>last</c> is opaque: a client that makes one up from a tag gets another page than it thinks.</summary>
    private static string Encode(OciRequest request, string tag) =>
        request.LikeEcr ? Convert.ToBase64String(Encoding.UTF8.GetBytes(tag)) : tag;

    private static string Decode(OciRequest request, string last)
    {
        var bytes = new byte[last.Length];
        return request.LikeEcr && Convert.TryFromBase64String(last, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : last;
    }
}
