using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Berth.Aws.Runtime;

/// <summary>Reads any operation's answer, or the error in its place.</summary>
internal sealed class JsonUnmarshaller<TInput, TOutput>(EcrOperation<TInput, TOutput> operation) : JsonResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var output = Read(input.Stream);
        return output is null
            ? throw new JsonException("an object is expected, and not null")
            : new EcrResponse<TOutput> { Output = output };
    }

    private TOutput? Read(Stream body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, operation.Output);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            // Valid JSON that has no value in .NET, such as a lone surrogate.
            throw new JsonException(exception.Message, exception);
        }
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode) =>
        ErrorAnswer.Read(input.Stream, input.ResponseData).ToException(innerException, statusCode);
}
