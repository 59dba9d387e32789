using System.Buffers;
using System.IO.Pipelines;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>UploadLayerPart: parts come one after another.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html"/>
internal sealed class UploadLayerPart() : Operation<UploadLayerPartRequest, UploadLayerPartResponse>(
    nameof(UploadLayerPart), WireJson.Default.UploadLayerPartRequest, WireJson.Default.UploadLayerPartResponse)
{
    private const int MaxPartBytes = 20_971_520;

    /// <summary>The greatest size of a request: a part of the greatest length in base64, and the other members.</summary>
    public override long MaxRequestBytes => (MaxPartBytes * 4L / 3) + 65_536;

    protected override async ValueTask<UploadLayerPartResponse> ExecuteAsync(
        UploadLayerPartRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var id = LayerUploads.ReadId(request.UploadId);
        var bytes = Read(request, out var first, out var last);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, Actions.UploadLayerPart);
        var upload = await LayerUploads.FindAsync(id, repository, call, cancellationToken).ConfigureAwait(false);
        var status = last - first + 1 != bytes.Length
            ? AppendStatus.LengthMismatch
            : await upload.AppendAsync(
                new IncomingBytes(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), first, bytes.Length), cancellationToken)
                .ConfigureAwait(false);
        return status switch
        {
            AppendStatus.Appended => new UploadLayerPartResponse(
                repository.Registry.Account.ToString(), repository.Name.ToString(), request.UploadId!, upload.Length - 1),
            AppendStatus.Ended => throw LayerUploads.NotFound(id, repository),
            _ => throw new EcrErrorException(EcrError.InvalidLayerPart(id, repository.Name, repository.Registry.Account, upload.Length - 1)),
        };
    }

    private static byte[] Read(UploadLayerPartRequest request, out long first, out long last)
    {
        first = Check.Range(request.PartFirstByte ?? throw Check.Refuse("partFirstByte", "Member must not be null"), 0, long.MaxValue, "partFirstByte");
        last = Check.Range(request.PartLastByte ?? throw Check.Refuse("partLastByte", "Member must not be null"), 0, long.MaxValue, "partLastByte");
        var bytes = Check.Required(request.LayerPartBlob, "layerPartBlob");
        return bytes.Length <= MaxPartBytes
            ? bytes
            : throw Check.Refuse("layerPartBlob", $"Member must have length less than or equal to {MaxPartBytes}");
    }
}

/// <summary>The request of UploadLayerPart.</summary>
internal sealed record UploadLayerPartRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public string? UploadId { get; init; }

    public long? PartFirstByte { get; init; }

    public long? PartLastByte { get; init; }

    public byte[]? LayerPartBlob { get; init; }
}

/// <summary>The answer of UploadLayerPart.</summary>
internal sealed record UploadLayerPartResponse(string RegistryId, string RepositoryName, string UploadId, long LastByteReceived);
