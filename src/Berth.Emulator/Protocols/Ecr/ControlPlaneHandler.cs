using System.Buffers;
using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>Answers ECR's API: AWS JSON 1.1, one <c>POST</c> for each operation.</summary>
/// <seealso href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html"/>
internal sealed class ControlPlaneHandler(EmulatorContext emulator)
{
    private const string ContentType = "application/x-amz-json-1.1";

    public async Task HandleAsync(HttpContext http)
    {
        var response = new ArrayBufferWriter<byte>(1024);
        var status = 200;
        try
        {
            var operation = OperationTable.Find(http.Request.Headers["X-Amz-Target"])
                ?? throw new EcrException(EcrError.UnknownOperation());
            await ExecuteAsync(http, operation, response).ConfigureAwait(false);
        }
        catch (EcrException exception)
        {
            status = Write(exception.Error, response);
        }
        catch (BodyTooLargeException exception)
        {
            status = Write(EcrError.TooLarge(exception.Limit), response);
        }
        catch (Exception exception) when (exception is StorageException or StorageFullException)
        {
            emulator.Logger.StorageFailed(exception);
            status = Write(EcrError.Storage(), response);
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = response.WrittenCount;
        http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        await http.Response.BodyWriter.WriteAsync(response.WrittenMemory, http.RequestAborted).ConfigureAwait(false);
    }

    private static int Write(EcrError error, ArrayBufferWriter<byte> response)
    {
        response.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(response, Json.WireJson.WriterOptions);
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
        return error.Status;
    }

    private async Task ExecuteAsync(HttpContext http, IOperation operation, ArrayBufferWriter<byte> response)
    {
        var reader = http.Request.BodyReader;
        var body = await RequestBody.ReadAsync(http.Request, operation.MaxRequestBytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            if (!emulator.Access.TryAuthenticate(new SignedRequest(http.Request, body, "ecr"), out var caller, out var denial))
            {
                throw new EcrException(EcrError.From(denial));
            }

            var call = new Call(caller, http.Request, emulator);
            await ExecuteAsync(call, operation, body, response, http.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            reader.AdvanceTo(body.End);
        }
    }

    private async ValueTask ExecuteAsync(
        Call call, IOperation operation, ReadOnlySequence<byte> body, ArrayBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        var fault = await FaultGate.PassAsync(emulator, operation.Name, cancellationToken).ConfigureAwait(false);
        if (fault is null)
        {
            await operation.ExecuteAsync(call, body, response, cancellationToken).ConfigureAwait(false);
            emulator.Faults.Succeeded(operation.Name);
            return;
        }

        var repository = FaultErrors.RepositoryIn(body);
        if (fault.AfterWork)
        {
            await operation.ExecuteAsync(call, body, response, cancellationToken).ConfigureAwait(false);
            emulator.Faults.Succeeded(operation.Name);
        }

        if (FaultErrors.Of(fault, "ecr", operation.Name, call.Caller, repository) is { } error)
        {
            throw new EcrException(error);
        }

        if (!fault.AfterWork)
        {
            await operation.ExecuteAsync(call, body, response, cancellationToken).ConfigureAwait(false);
        }

        var spoilt = FaultErrors.Spoil(fault, response.WrittenSpan, repository);
        response.ResetWrittenCount();
        response.Write(spoilt);
    }
}
