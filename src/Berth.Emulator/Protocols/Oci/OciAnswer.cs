using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Writes the data plane's answers.</summary>
internal static class OciAnswer
{
    public const string Json = "application/json";

    /// <summary>Sets status and headers of an answer without a body.</summary>
    public static void Empty(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = 0;
        }
    }

    public static async ValueTask BytesAsync(
        HttpResponse response, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }
    }

    public static ValueTask ErrorAsync(HttpResponse response, OciError error, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = WireText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors"u8);
            json.WriteStartObject();
            json.WriteString("code"u8, error.Code.Name);
            json.WriteString("message"u8, error.Message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return BytesAsync(response, error.Code.Status, "application/json; charset=utf-8", body.WrittenMemory, cancellationToken);
    }

    public static ValueTask TextAsync(HttpResponse response, int status, string text, CancellationToken cancellationToken) =>
        BytesAsync(response, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), cancellationToken);
}
