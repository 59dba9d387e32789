using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Berth.Aws.Wire;

namespace Berth.Aws.Runtime;

/// <summary>What an error answer of ECR says, in any of the spellings that AWS JSON 1.1 clients must accept.</summary>
/// <seealso href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization"/>
internal sealed record ErrorAnswer(string? Code, string? Message, string? RequestId)
{
    public static ErrorAnswer Read(Stream body, IWebResponseData response)
    {
        var error = ReadBody(body);
        var type = response.IsHeaderPresent("x-amzn-ErrorType") ? response.GetHeaderValue("x-amzn-ErrorType") : null;
        var requestId = response.IsHeaderPresent("x-amzn-RequestId") ? response.GetHeaderValue("x-amzn-RequestId") : null;
        return new ErrorAnswer(CodeIn(type ?? error?.Type ?? error?.Code), error?.Message ?? error?.CapitalMessage, requestId);
    }

    /// <summary>Takes the code out of <c>namespace#Code:uri</c>.</summary>
    public static string? CodeIn(string? type)
    {
        if (string.IsNullOrWhiteSpace(type))
        {
            return null;
        }

        var code = type.AsSpan(type.IndexOf('#', StringComparison.Ordinal) + 1);
        var end = code.IndexOf(':');
        code = (end < 0 ? code : code[..end]).Trim();
        return code.IsEmpty ? null : code.ToString();
    }

    public AmazonServiceException ToException(Exception? cause, HttpStatusCode status) =>
        new(
            Message ?? string.Empty,
            cause,
            (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender,
            Code ?? string.Empty,
            RequestId ?? string.Empty,
            status);

    private static WireError? ReadBody(Stream body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireContext.Default.WireError);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // The page of a proxy or load balancer, or text that .NET cannot represent: only the status is known.
            return null;
        }
    }
}
