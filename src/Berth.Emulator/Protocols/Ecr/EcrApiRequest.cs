using System.Buffers;
using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Pipeline;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>A request of ECR's API: AWS JSON 1.1, one <c>POST</c> for each operation.</summary>
/// <seealso href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html"/>
internal sealed class EcrApiRequest(HttpContext http, EmulatorContext emulator) : ProtocolRequest(http)
{
    private const string ContentType = "application/x-amz-json-1.1";

    private IOperation? operation;
    private Caller? caller;
    private ReadOnlySequence<byte> body;
    private bool isRead;

    public override string? Operation => operation?.Name;

    public override string? RepositoryName => EcrFaults.RepositoryIn(body);

    public override async ValueTask<bool> AuthenticateAsync()
    {
        operation = OperationTable.Find(Http.Request.Headers["X-Amz-Target"]);
        if (operation is null)
        {
            await WriteAsync(EcrError.UnknownOperation()).ConfigureAwait(false);
            return false;
        }

        try
        {
            body = await RequestBody.ReadAsync(Http.Request, operation.MaxRequestBytes, Http.RequestAborted).ConfigureAwait(false);
            isRead = true;
        }
        catch (BodyTooLargeException exception)
        {
            await WriteAsync(EcrError.TooLarge(exception.Limit)).ConfigureAwait(false);
            return false;
        }

        if (emulator.Access.TryAuthenticate(new SignedRequest(Http.Request, body, "ecr"), out caller, out var denial))
        {
            return true;
        }

        await WriteAsync(EcrError.From(denial)).ConfigureAwait(false);
        return false;
    }

    public override async ValueTask<bool> HandleAsync()
    {
        var response = new ArrayBufferWriter<byte>(1024);
        EcrError error;
        try
        {
            await operation!.ExecuteAsync(new Call(caller!, Http.Request, emulator), body, response, Http.RequestAborted).ConfigureAwait(false);
            await WriteAsync(StatusCodes.Status200OK, response).ConfigureAwait(false);
            return true;
        }
        catch (EcrErrorException exception)
        {
            error = exception.Error;
        }
        catch (Exception exception) when (exception is StorageException or StorageFullException)
        {
            emulator.Logger.StorageFailed(exception);
            error = EcrError.Storage();
        }

        await WriteAsync(error).ConfigureAwait(false);
        return false;
    }

    public override ValueTask WriteFaultAsync(PlannedFault fault) =>
        WriteAsync(EcrFaults.ErrorOf(fault, operation!.Name, caller!, RepositoryName));

    public override void Release()
    {
        if (isRead)
        {
            Http.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private async ValueTask WriteAsync(EcrError error)
    {
        var response = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(response, Json.WireJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("__type"u8, error.Code);
            writer.WriteString("message"u8, error.Message);
            if (error.Part is { } part)
            {
                writer.WriteString("registryId"u8, part.Account.ToString());
                writer.WriteString("repositoryName"u8, part.Repository.ToString());
                writer.WriteString("uploadId"u8, part.Upload.ToString("D"));
                writer.WriteNumber("lastValidByteReceived"u8, part.LastValidByteReceived);
            }

            writer.WriteEndObject();
        }

        await WriteAsync(error.Status, response).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(int status, ArrayBufferWriter<byte> answer)
    {
        var response = Http.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.ContentLength = answer.WrittenCount;
        await response.BodyWriter.WriteAsync(answer.WrittenMemory, Http.RequestAborted).ConfigureAwait(false);
    }
}
