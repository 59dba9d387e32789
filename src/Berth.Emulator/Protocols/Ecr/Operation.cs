using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>An operation whose request and answer are JSON objects.</summary>
internal abstract class Operation<TRequest, TResponse>(
    string name, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType) : IOperation
    where TRequest : class
{
    private const long MiB = 1024 * 1024;

    public string Name => name;

    public virtual long MaxRequestBytes => MiB;

    public async ValueTask ExecuteAsync(
        Call call, ReadOnlySequence<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        var answer = await ExecuteAsync(RequestReader.Read(request, requestType), call, cancellationToken).ConfigureAwait(false);
        using var writer = new Utf8JsonWriter(response, WireJson.WriterOptions);
        JsonSerializer.Serialize(writer, answer, responseType);
    }

    protected abstract ValueTask<TResponse> ExecuteAsync(TRequest request, Call call, CancellationToken cancellationToken);
}
