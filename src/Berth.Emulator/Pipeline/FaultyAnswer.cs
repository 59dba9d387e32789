using System.Text;
using Berth.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Pipeline;

/// <summary>Sends a captured answer the way that a fault says.</summary>
internal static class FaultyAnswer
{
    /// <summary>The number of spaces that <see cref="FaultKind.LargeBody"/> adds.</summary>
    public const int PaddingBytes = 64 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', ChunkBytes)];

    public static async ValueTask SendAsync(
        ProtocolRequest request, CapturedAnswer answer, FaultKind kind, TimeProvider clock, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        if (HttpMethods.IsHead(request.Http.Request.Method) || response.StatusCode is StatusCodes.Status204NoContent)
        {
            // There is no body to change, so that only the kinds that concern the connection have an effect.
            await EndAsync(kind, clock, cancellationToken).ConfigureAwait(false);
            return;
        }

        var body = Change(answer.Body, kind, request.RepositoryName);
        response.ContentLength = kind switch
        {
            FaultKind.StallAfterBody or FaultKind.EndlessBody => null,
            FaultKind.DropInBody or FaultKind.StallInBody => Math.Max(answer.Body.Length, body.Length + 1),
            FaultKind.LargeBody => body.Length + (long)PaddingBytes,
            _ => body.Length,
        };
        await response.BodyWriter.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        for (long sent = 0; kind == FaultKind.EndlessBody || (kind == FaultKind.LargeBody && sent < PaddingBytes); sent += ChunkBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await response.BodyWriter.WriteAsync(Spaces, cancellationToken).ConfigureAwait(false);
        }

        await EndAsync(kind, clock, cancellationToken).ConfigureAwait(false);
    }

    private static Task EndAsync(FaultKind kind, TimeProvider clock, CancellationToken cancellationToken) => kind switch
    {
        FaultKind.DropInBody => throw new ConnectionCutException(),
        FaultKind.StallInBody or FaultKind.StallAfterBody => Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static ReadOnlyMemory<byte> Change(ReadOnlyMemory<byte> body, FaultKind kind, string? repository) => kind switch
    {
        FaultKind.EmptyBody => ReadOnlyMemory<byte>.Empty,
        FaultKind.MalformedBody => (byte[])[.. body.Span[..(body.Length / 2)], .. "{"u8],
        FaultKind.DropInBody or FaultKind.StallInBody or FaultKind.EndlessBody => body[..(body.Length / 2)],
        FaultKind.WrongRepository when repository is not null => Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(body.Span).Replace($"{repository}\"", $"{repository}-other\"", StringComparison.Ordinal)),
        _ => body,
    };
}
