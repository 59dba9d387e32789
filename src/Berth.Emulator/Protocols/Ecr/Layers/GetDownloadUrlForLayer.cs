using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Protocols.Oci;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>GetDownloadUrlForLayer: of layers that an image of the repository has; others are swept at any time.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html"/>
internal sealed class GetDownloadUrlForLayer() : Operation<DownloadUrlRequest, DownloadUrlResponse>(
    nameof(GetDownloadUrlForLayer), WireJson.Default.DownloadUrlRequest, WireJson.Default.DownloadUrlResponse)
{
    protected override async ValueTask<DownloadUrlResponse> ExecuteAsync(
        DownloadUrlRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var text = LayerDigest.Read(request.LayerDigest, "layerDigest");
        var repository = call.Repository(request.RegistryId, request.RepositoryName, Actions.GetDownloadUrlForLayer);
        var layers = (await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false)).Layers;
        if (!Digest.TryParse(text, out var digest) || !layers.ContainsKey(digest))
        {
            throw new EcrErrorException(EcrError.LayersNotFound(
                $"The layer with digest '{text}' does not exist within the repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}'"));
        }

        if (!layers.IsReferenced(digest))
        {
            throw new EcrErrorException(EcrError.LayerInaccessible(digest, repository.Name, repository.Registry.Account));
        }

        return new DownloadUrlResponse(call.Origin + call.Emulator.LayerLinks.Create(repository, digest, call.Now), text);
    }
}

/// <summary>The request of GetDownloadUrlForLayer.</summary>
internal sealed record DownloadUrlRequest(string? RegistryId, string? RepositoryName, string? LayerDigest);

/// <summary>The answer of GetDownloadUrlForLayer.</summary>
internal sealed record DownloadUrlResponse(string DownloadUrl, string LayerDigest)
{
    /// <summary>Returns the digest only, because the URL grants access to the layer.</summary>
    public override string ToString() => LayerDigest;
}
