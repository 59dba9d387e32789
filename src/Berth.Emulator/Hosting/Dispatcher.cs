using Berth.Emulator.Administration;
using Berth.Emulator.Faults;
using Berth.Emulator.Pipeline;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Protocols.Sts;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Hosting;

/// <summary>Sends each request to the protocol that it is in. No exception of a protocol reaches the server.</summary>
internal sealed class Dispatcher(EmulatorContext emulator, CancellationToken stopping)
{
    private readonly RequestPipeline pipeline = new(emulator.Faults, emulator.Calls, emulator.Clock, stopping);
    private readonly AdminHandler admin = new(emulator);
    private readonly LayerDownloadHandler layers = new(emulator);

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            await DispatchAsync(http).ConfigureAwait(false);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            emulator.Logger.RequestAborted(http.Request.Method, http.Request.Path);
        }
        catch (ConnectionCutException)
        {
            http.Abort();
        }
        catch (BadHttpRequestException exception)
        {
            Fail(http, exception.StatusCode);
        }
        catch (Exception exception)
        {
            emulator.Logger.RequestFailed(exception, http.Request.Method, http.Request.Path);
            Fail(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Fail(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private Task DispatchAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? string.Empty;
        return path switch
        {
            _ when path.StartsWith("/v2", StringComparison.Ordinal) =>
                pipeline.RunAsync(new DistributionRequest(http, emulator)).AsTask(),
            _ when path.StartsWith(AdminHandler.PathPrefix, StringComparison.Ordinal) => admin.HandleAsync(http),
            _ when path.StartsWith(LayerLinks.PathPrefix, StringComparison.Ordinal) => layers.HandleAsync(http),
            _ when StsRequest.IsFor(http.Request) => pipeline.RunAsync(new StsRequest(http, emulator)).AsTask(),
            _ => pipeline.RunAsync(new EcrApiRequest(http, emulator)).AsTask(),
        };
    }
}
