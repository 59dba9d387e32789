using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>The names of a registry's repositories.</summary>
/// <seealso href="https://distribution.github.io/distribution/spec/api/#listing-repositories"/>
internal static class CatalogOperations
{
    public static async ValueTask<OciError?> ListAsync(OciRequest request)
    {
        var registry = request.Registry;
        var resource = $"arn:{registry.Key.Region.Partition}:ecr:{registry.Key.Region}:{registry.Key.Account}:repository/*";
        if (request.Authorize(Actions.DescribeRepositories, resource, null) is { } error)
        {
            return error;
        }

        if (PageQuery.TryRead(request, out var page) is { } refusal)
        {
            return refusal;
        }

        var names = registry.Names;
        var start = 0;
        if (page.After is not null)
        {
            var index = names.IndexOf(page.After);
            start = index >= 0 ? index + 1 : ~index;
        }

        var end = (int)Math.Min(names.Count, (long)start + page.Count);
        if (end < names.Count && end > start)
        {
            page.LinkNext(request, "/v2/_catalog", names[end - 1]);
        }

        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("repositories"u8);
            for (var index = start; index < end; index++)
            {
                json.WriteStringValue(names[index]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await OciAnswer.BytesAsync(request.Http.Response, StatusCodes.Status200OK, OciAnswer.Json, body.WrittenMemory, request.Aborted)
            .ConfigureAwait(false);
        return null;
    }
}
