using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Handles requests for the download URLs that <see cref="LayerLinks"/> issues.</summary>
internal sealed class LayerDownloadHandler(EmulatorContext emulator)
{
    public async Task HandleAsync(HttpContext http)
    {
        var error = await AnswerAsync(http).ConfigureAwait(false);
        if (error is not null)
        {
            await OciAnswer.ErrorAsync(http.Response, error, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private async ValueTask<OciError?> AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return new OciError(OciErrorCode.MethodNotAllowed, "Only GET and HEAD are allowed for this path.");
        }

        if (!emulator.LayerLinks.TryRead(http.Request, emulator.Clock.GetUtcNow(), out var registry, out var name, out var digest))
        {
            return new OciError(OciErrorCode.Denied, "The URL was not issued by this emulator, or it has expired; request a new one.");
        }

        var layer = emulator.State.Registry(registry).Find(name) is { } repository
            ? (await repository.GetImagesAsync(http.RequestAborted).ConfigureAwait(false)).Layers.GetValueOrDefault(digest)
            : null;
        return layer is null
            ? new OciError(OciErrorCode.BlobUnknown, $"The repository no longer has blob {digest}.")
            : await BlobOperations.SendAsync(emulator, http, layer).ConfigureAwait(false);
    }
}
