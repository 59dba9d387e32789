using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Hosting;

/// <summary>Reads a whole request body that is small enough to be held.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body. The caller advances the request's reader to the end of what it got, once it is done with it.</summary>
    /// <exception cref="BodyTooLargeException">It has more bytes than <paramref name="limit"/>.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            throw new BodyTooLargeException(limit);
        }

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(result.Buffer.End);
                throw new BodyTooLargeException(limit);
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
