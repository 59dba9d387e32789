using System.Buffers;
using System.IO.Pipelines;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>CompleteLayerUpload: the bytes become a layer, if their digest is the one that was announced.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html"/>
internal sealed class CompleteLayerUpload() : Operation<CompleteLayerUploadRequest, CompleteLayerUploadResponse>(
    nameof(CompleteLayerUpload), WireJson.Default.CompleteLayerUploadRequest, WireJson.Default.CompleteLayerUploadResponse)
{
    private const string Member = "layerDigests";

    protected override async ValueTask<CompleteLayerUploadResponse> ExecuteAsync(
        CompleteLayerUploadRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var id = LayerUploads.ReadId(request.UploadId);
        string[] digests = [.. Check.Count(Check.Required(request.LayerDigests, Member), 1, 100, Member)
            .Select((text, index) => LayerDigest.Read(text, $"{Member}.{index + 1}.member"))];
        var repository = call.Repository(request.RegistryId, request.RepositoryName, Actions.CompleteLayerUpload);
        var upload = await LayerUploads.FindAsync(id, repository, call, cancellationToken).ConfigureAwait(false);
        if (upload.Length == 0)
        {
            throw new EcrErrorException(EcrError.EmptyUpload(id, repository.Name, repository.Registry.Account));
        }

        if (upload.HasSmallPart)
        {
            throw new EcrErrorException(EcrError.LayerPartTooSmall());
        }

        var digest = digests.Select(text => Digest.TryParse(text, out var parsed) ? parsed : null).FirstOrDefault(parsed => parsed is not null)
            ?? throw new EcrErrorException(EcrError.InvalidLayer());
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        if (images.Layers.GetValueOrDefault(digest) is { } known
            && await call.Emulator.Blobs.IsIntactAsync(known, cancellationToken).ConfigureAwait(false))
        {
            throw new EcrErrorException(EcrError.LayerAlreadyExists(digest, repository.Name, repository.Registry.Account));
        }

        await CompleteAsync(upload, digest, repository, call, cancellationToken).ConfigureAwait(false);
        return new CompleteLayerUploadResponse(
            repository.Registry.Account.ToString(), repository.Name.ToString(), request.UploadId!, digest.ToString());
    }

    private static async ValueTask CompleteAsync(
        BlobUpload upload, Digest digest, Repository repository, Call call, CancellationToken cancellationToken)
    {
        var nothing = new IncomingBytes(PipeReader.Create(ReadOnlySequence<byte>.Empty), null, 0);
        var completion = await upload.CompleteAsync(digest, nothing, cancellationToken).ConfigureAwait(false);
        using var pin = completion.Pin;
        if (completion.Status == CompletionStatus.Ended)
        {
            throw LayerUploads.NotFound(upload.Key.Id, repository);
        }

        if (completion.Status != CompletionStatus.Completed)
        {
            throw new EcrErrorException(EcrError.InvalidLayer());
        }

        if (!await LayerLink.AddAsync(repository, pin!, call.Now, cancellationToken).ConfigureAwait(false))
        {
            throw Call.NotFound(repository);
        }
    }
}

/// <summary>The request of CompleteLayerUpload.</summary>
internal sealed record CompleteLayerUploadRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public string? UploadId { get; init; }

    public IReadOnlyList<string?>? LayerDigests { get; init; }
}

/// <summary>The answer of CompleteLayerUpload.</summary>
internal sealed record CompleteLayerUploadResponse(string RegistryId, string RepositoryName, string UploadId, string LayerDigest);
