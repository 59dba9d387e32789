using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Protocols.Oci;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>InitiateLayerUpload: the upload is the same as one that is begun over <c>/v2/</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html"/>
internal sealed class InitiateLayerUpload() : Operation<RepositoryRequest, InitiateLayerUploadResponse>(
    nameof(InitiateLayerUpload), WireJson.Default.RepositoryRequest, WireJson.Default.InitiateLayerUploadResponse)
{
    /// <summary>The size of a part that a client is asked to send, in bytes.</summary>
    private const long PartSize = 10 * 1024 * 1024;

    protected override ValueTask<InitiateLayerUploadResponse> ExecuteAsync(
        RepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = call.Repository(request.RegistryId, request.RepositoryName, Actions.InitiateLayerUpload);
        var upload = call.Emulator.Uploads.Begin(UploadOperations.OwnerOf(repository));
        return ValueTask.FromResult(new InitiateLayerUploadResponse(upload.Key.Id.ToString("D"), PartSize));
    }
}

/// <summary>The answer of InitiateLayerUpload.</summary>
internal sealed record InitiateLayerUploadResponse(string UploadId, long PartSize);
