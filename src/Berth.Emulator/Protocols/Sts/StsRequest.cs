using System.Buffers;
using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>A request of STS's API, of which AssumeRole and GetCallerIdentity are implemented: the AWS Query protocol.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html"/>
internal sealed class StsRequest(HttpContext http, EmulatorContext emulator) : ProtocolRequest(http)
{
    /// <summary>The names of the operations.</summary>
    public static readonly string[] Operations = ["AssumeRole", "GetCallerIdentity"];

    private const string FormType = "application/x-www-form-urlencoded";
    private const int MaxRequestBytes = 256 * 1024;

    private Dictionary<string, string> form = [];
    private Caller? caller;
    private ReadOnlySequence<byte> body;
    private bool isRead;

    public override string? Operation => form.GetValueOrDefault("Action") is { } action && Operations.Contains(action) ? action : null;

    /// <summary>Returns whether a request is in the Query protocol.</summary>
    public static bool IsFor(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true
        && !request.Headers.ContainsKey("X-Amz-Target");

    public override async ValueTask<bool> AuthenticateAsync()
    {
        try
        {
            body = await RequestBody.ReadAsync(Http.Request, MaxRequestBytes, Http.RequestAborted).ConfigureAwait(false);
            isRead = true;
        }
        catch (BodyTooLargeException exception)
        {
            await WriteAsync(StsError.TooLarge(exception.Limit)).ConfigureAwait(false);
            return false;
        }

        form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (emulator.Access.TryAuthenticate(new SignedRequest(Http.Request, body, "sts"), out caller, out var denial))
        {
            return true;
        }

        await WriteAsync(StsError.From(denial)).ConfigureAwait(false);
        return false;
    }

    public override async ValueTask<bool> HandleAsync()
    {
        StsError error;
        try
        {
            await WriteAsync(StatusCodes.Status200OK, Execute()).ConfigureAwait(false);
            return true;
        }
        catch (StsException exception)
        {
            error = exception.Error;
        }

        await WriteAsync(error).ConfigureAwait(false);
        return false;
    }

    public override ValueTask WriteFaultAsync(PlannedFault fault) => WriteAsync(fault.Kind switch
    {
        FaultKind.Throttle => new StsError(400, "Throttling", FaultMessages.Throttled),
        FaultKind.AccessDenied => new StsError(403, "AccessDenied", FaultMessages.NotAuthorized(caller!.Arn, "sts:" + Operation, "*")),
        FaultKind.Quota => new StsError(400, "LimitExceededException", FaultMessages.Quota),
        FaultKind.RepositoryNotFound => new StsError(
            400, "RepositoryNotFoundException", FaultMessages.RepositoryNotFound(null, caller!.Account)),
        FaultKind.UnknownCode => new StsError(400, fault.Code, FaultMessages.Failure),
        FaultKind.ExpiredCredentials => new StsError(403, "ExpiredToken", FaultMessages.CredentialsExpired),
        _ => new StsError(fault.Status, "InternalFailure", FaultMessages.Failure),
    });

    public override void Release()
    {
        if (isRead)
        {
            Http.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private byte[] Execute()
    {
        switch (form.GetValueOrDefault("Action"))
        {
            case "AssumeRole":
                return emulator.Access.TryAssumeRole(caller!, AssumeRoleRequest.Read(new QueryParameters(form)), out var session, out var denial)
                    ? StsXml.Write(session, RequestId)
                    : throw new StsException(StsError.From(denial));
            case "GetCallerIdentity":
                // AWS allows it to every caller: a policy that denies it has no effect.
                return StsXml.Write(caller!, RequestId);
            case var other:
                throw new StsException(StsError.UnknownAction(other ?? "null", form.GetValueOrDefault("Version") ?? "null"));
        }
    }

    private ValueTask WriteAsync(StsError error) => WriteAsync(error.Status, StsXml.Write(error, RequestId));

    private async ValueTask WriteAsync(int status, byte[] answer)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "text/xml";
        Http.Response.ContentLength = answer.Length;
        await Http.Response.BodyWriter.WriteAsync(answer, Http.RequestAborted).ConfigureAwait(false);
    }
}
