using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Berth.Convergence.Tests;

/// <summary>A fault that applies to every call of one operation.</summary>
internal sealed record Fault(string Operation, FaultKind Kind)
{
    /// <summary>Returns the response in place of ECR's, or <see langword="null"/> if the call reaches ECR.</summary>
    public HttpResponseMessage? Answer() => Kind switch
    {
        FaultKind.Throttled => Error(400, "ThrottlingException"),
        FaultKind.InternalError => Error(500, "ServerException"),
        FaultKind.ServiceUnavailable => Respond(503, "<html>Service Unavailable</html>"),
        FaultKind.AccessDenied => Error(400, "AccessDeniedException"),
        FaultKind.QuotaExceeded => Error(400, "LimitExceededException"),
        FaultKind.ValidationError => Error(400, "InvalidParameterException"),
        FaultKind.UnknownCode => Error(400, "UnknownFutureException"),
        FaultKind.MalformedJson => Respond(200, "{\"repositories\":[{"),
        FaultKind.EmptyBody => Respond(200, string.Empty),
        FaultKind.CredentialsExpired => Error(Operation == "AssumeRole" ? 403 : 400, "ExpiredTokenException"),
        FaultKind.ConnectionReset => throw Reset(),
        _ => null,
    };

    public static HttpRequestException Reset() =>
        new(HttpRequestError.ConnectionError, "Connection reset by peer", new SocketException((int)SocketError.ConnectionReset));

    /// <summary>Replaces the repository's name in a response by another one.</summary>
    public static async Task<HttpResponseMessage> RenameAsync(HttpResponseMessage response, string name)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.Content = Json(Regex.Replace(body, $"\"repositoryName\":\"{Regex.Escape(name)}\"", "\"repositoryName\":\"another/repository\""));
        return response;
    }

    private HttpResponseMessage Error(int status, string code) => Respond(status, Operation == "AssumeRole"
        ? $"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>a fault</Message></Error><RequestId>fault</RequestId></ErrorResponse>"
        : $"{{\"__type\":\"{code}\",\"message\":\"a fault\"}}");

    private static HttpResponseMessage Respond(int status, string body) => new((HttpStatusCode)status) { Content = Json(body) };

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/x-amz-json-1.1");
}
