using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>The OCI distribution door: everything below <c>/v2/</c>.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md"/>
internal sealed class DistributionHandler(EmulatorContext emulator)
{
    private const string VersionHeader = "Docker-Distribution-Api-Version";
    private const string Version = "registry/2.0";

    private static readonly OciError NotAllowed = new(OciErrorCode.MethodNotAllowed, "The operation is unsupported.");

    private readonly RegistryLogin login = new(emulator);

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.Headers[VersionHeader] = Version;
        var error = await AnswerAsync(http).ConfigureAwait(false);
        if (error is not null)
        {
            await OciAnswer.ErrorAsync(http.Response, error, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private async ValueTask<OciError?> AnswerAsync(HttpContext http)
    {
        if (!login.TryAuthenticate(http.Request, out var caller, out var refusal))
        {
            if (refusal is null)
            {
                await login.ChallengeAsync(http).ConfigureAwait(false);
            }

            return refusal;
        }

        if (Route.Parse(http.Request.Path.Value ?? string.Empty) is not { } route)
        {
            return new OciError(OciErrorCode.NotFound, "There is nothing at this path.");
        }

        if (HostRegistry.Of(http.Request.Host, caller) is not { } key)
        {
            return new OciError(OciErrorCode.Denied, "Your authorization token is not valid in the region of this registry.");
        }

        var request = new OciRequest(emulator, http, route, caller, emulator.State.Registry(key));
        try
        {
            return await PassAsync(request, caller, http.Request.Method).ConfigureAwait(false);
        }
        catch (StorageFullException exception)
        {
            return new OciError(OciErrorCode.StorageFull, exception.Message);
        }
        catch (StorageException exception)
        {
            return new OciError(OciErrorCode.StorageFull, exception.Message);
        }
    }

    /// <summary>Counts the request, lets befall it what is planned, and otherwise answers it.</summary>
    private async ValueTask<OciError?> PassAsync(OciRequest request, Caller caller, string method)
    {
        if (Actions.OperationOf(request.Route, method) is not { } operation)
        {
            return await DispatchAsync(request, method).ConfigureAwait(false);
        }

        emulator.Calls.Add("v2." + operation);
        var fault = await FaultGate.TakeAsync(emulator, operation, request.Aborted).ConfigureAwait(false);
        if (fault is null)
        {
            return await DispatchAsync(request, method).ConfigureAwait(false);
        }

        if (FaultErrors.OfDistribution(fault, operation, caller, request.Route.Name) is { } error)
        {
            return error;
        }

        var spoilt = FaultErrors.Spoil(fault, "{}"u8, null);
        await OciAnswer.BytesAsync(request.Http.Response, StatusCodes.Status200OK, OciAnswer.Json, spoilt, request.Aborted).ConfigureAwait(false);
        return null;
    }

    private static ValueTask<OciError?> DispatchAsync(OciRequest request, string method) => (request.Route.Kind, method) switch
    {
        (RouteKind.Manifest, "GET" or "HEAD") => ManifestOperations.GetAsync(request),
        (RouteKind.Blob, "GET" or "HEAD") => BlobOperations.GetAsync(request),
        (RouteKind.Uploads, "POST") => UploadStart.PostAsync(request),
        (RouteKind.Upload, "PUT") => UploadOperations.PutAsync(request),
        (RouteKind.Upload, "PATCH") => UploadOperations.PatchAsync(request),
        (RouteKind.Upload, "GET") => UploadOperations.GetAsync(request),
        (RouteKind.Upload, "DELETE") => UploadOperations.DeleteAsync(request),
        (RouteKind.Manifest, "PUT") => ManifestPush.PutAsync(request),
        (RouteKind.Manifest, "DELETE") => ManifestOperations.DeleteAsync(request),
        (RouteKind.Blob, "DELETE") => BlobOperations.DeleteAsync(request),
        (RouteKind.Tags, "GET") => TagOperations.ListAsync(request),
        (RouteKind.Referrers, "GET") => ReferrerOperations.ListAsync(request),
        (RouteKind.Catalog, "GET") => CatalogOperations.ListAsync(request),
        (RouteKind.Base, "GET" or "HEAD") => BaseAsync(request),
        _ => ValueTask.FromResult<OciError?>(NotAllowed),
    };

    private static async ValueTask<OciError?> BaseAsync(OciRequest request)
    {
        await OciAnswer.BytesAsync(request.Http.Response, StatusCodes.Status200OK, OciAnswer.Json, "{}"u8.ToArray(), request.Aborted)
            .ConfigureAwait(false);
        return null;
    }
}
