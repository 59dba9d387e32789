using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>Answers STS's API, of which AssumeRole and GetCallerIdentity are known: the AWS Query protocol.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html"/>
internal sealed class StsHandler(EmulatorContext emulator)
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const int MaxRequestBytes = 256 * 1024;

    /// <summary>Says whether a request is in the Query protocol.</summary>
    public static bool IsFor(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) == true
        && !request.Headers.ContainsKey("X-Amz-Target");

    public async Task HandleAsync(HttpContext http)
    {
        var requestId = Guid.NewGuid().ToString();
        byte[] answer;
        try
        {
            answer = await ExecuteAsync(http, requestId).ConfigureAwait(false);
        }
        catch (StsException exception)
        {
            answer = Fail(http, exception.Error, requestId);
        }
        catch (BodyTooLargeException exception)
        {
            answer = Fail(http, StsError.TooLarge(exception.Limit), requestId);
        }

        http.Response.ContentType = "text/xml";
        http.Response.ContentLength = answer.Length;
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] Fail(HttpContext http, StsError error, string requestId)
    {
        http.Response.StatusCode = error.Status;
        return StsXml.Write(error, requestId);
    }

    private async Task<byte[]> ExecuteAsync(HttpContext http, string requestId)
    {
        var body = await RequestBody.ReadAsync(http.Request, MaxRequestBytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
                .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
            if (!emulator.Access.TryAuthenticate(new SignedRequest(http.Request, body, "sts"), out var caller, out var denial))
            {
                throw new StsException(StsError.From(denial));
            }

            var action = form.GetValueOrDefault("Action") ?? "null";
            var fault = await FaultGate.PassAsync(emulator, action, http.RequestAborted).ConfigureAwait(false);
            if (fault is not null && FaultErrors.Of(fault, "sts", action, caller, null) is { } error)
            {
                throw new StsException(new StsError(error.Status, error.Code, error.Message));
            }

            var answer = Execute(caller, form, requestId);
            emulator.Faults.Succeeded(action);
            return fault is null ? answer : FaultErrors.Spoil(fault, answer, null);
        }
        finally
        {
            http.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private byte[] Execute(Caller caller, Dictionary<string, string> form, string requestId)
    {
        switch (form.GetValueOrDefault("Action"))
        {
            case "AssumeRole":
                return emulator.Access.TryAssumeRole(caller, AssumeRoleRequest.Read(new QueryParameters(form)), out var session, out var denial)
                    ? StsXml.Write(session, requestId)
                    : throw new StsException(StsError.From(denial));
            case "GetCallerIdentity":
                // Nobody can be denied it: a policy that does so is of no effect.
                return StsXml.Write(caller, requestId);
            case var other:
                throw new StsException(StsError.UnknownAction(other ?? "null", form.GetValueOrDefault("Version") ?? "null"));
        }
    }
}
