using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Pipeline;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>A request of the OCI distribution protocol: everything below <c>/v2/</c>.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md"/>
internal sealed class DistributionRequest(HttpContext http, EmulatorContext emulator) : ProtocolRequest(http)
{
    private const string VersionHeader = "Docker-Distribution-Api-Version";
    private const string Version = "registry/2.0";

    private static readonly OciError NotAllowed = new(OciErrorCode.MethodNotAllowed, "The operation is unsupported.");

    private OciRequest? request;
    private OciOperation? operation;
    private Caller? caller;

    public override string? Operation => operation?.Name;

    public override string? CountedOperation => operation?.CountedName;

    public override string? RepositoryName => request?.Route.Name is { Length: > 0 } name ? name : null;

    public override async ValueTask<bool> AuthenticateAsync()
    {
        Http.Response.Headers[VersionHeader] = Version;
        var login = new RegistryLogin(emulator);
        if (!login.TryAuthenticate(Http.Request, out caller, out var error))
        {
            if (error is null)
            {
                await login.ChallengeAsync(Http).ConfigureAwait(false);
                return false;
            }
        }
        else if (Route.Parse(Http.Request.Path.Value ?? string.Empty) is not { } route)
        {
            error = new OciError(OciErrorCode.NotFound, "The path does not exist.");
        }
        else if (HostRegistry.Of(Http.Request.Host, caller) is not { } key)
        {
            error = new OciError(OciErrorCode.Denied, "Your authorization token is not valid in the region of this registry.");
        }
        else
        {
            request = new OciRequest(emulator, Http, route, caller, emulator.State.Registry(key));
            operation = OciOperationTable.Find(route.Kind, Http.Request.Method);
            return true;
        }

        await WriteAsync(error).ConfigureAwait(false);
        return false;
    }

    public override async ValueTask<bool> HandleAsync()
    {
        OciError? error;
        try
        {
            error = operation is not null ? await operation.Handler(request!).ConfigureAwait(false) : await BaseAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StorageException or StorageFullException)
        {
            error = new OciError(OciErrorCode.StorageFull, exception.Message);
        }

        if (error is not null)
        {
            await WriteAsync(error).ConfigureAwait(false);
        }

        return error is null;
    }

    public override ValueTask WriteFaultAsync(PlannedFault fault)
    {
        Http.Response.Headers[VersionHeader] = Version;
        return WriteAsync(fault.Kind switch
        {
            FaultKind.Throttle => new OciError(OciErrorCode.TooManyRequests, FaultMessages.Throttled),
            FaultKind.AccessDenied => new OciError(
                OciErrorCode.Denied,
                FaultMessages.NotAuthorized(caller!.Arn, operation!.Action, EcrFaults.ResourceOf(caller, RepositoryName))),
            FaultKind.Quota => new OciError(OciErrorCode.Denied, FaultMessages.Quota),
            FaultKind.RepositoryNotFound => new OciError(
                OciErrorCode.NameUnknown, FaultMessages.RepositoryNotFound(RepositoryName, caller!.Account)),
            FaultKind.UnknownCode => new OciError(new OciErrorCode(fault.Code, 400), FaultMessages.Failure),
            FaultKind.ExpiredCredentials =>
                new OciError(OciErrorCode.Denied, "Your authorization token has expired. Reauthenticate and try again."),
            _ => new OciError(new OciErrorCode("INTERNAL_ERROR", fault.Status), FaultMessages.Failure),
        });
    }

    private ValueTask WriteAsync(OciError error) => OciAnswer.ErrorAsync(Http.Response, error, Http.RequestAborted);

    private async ValueTask<OciError?> BaseAsync()
    {
        if (request!.Route.Kind != RouteKind.Base || !(HttpMethods.IsGet(Http.Request.Method) || request.IsHead))
        {
            return NotAllowed;
        }

        await OciAnswer.BytesAsync(Http.Response, StatusCodes.Status200OK, OciAnswer.Json, "{}"u8.ToArray(), Http.RequestAborted)
            .ConfigureAwait(false);
        return null;
    }
}
