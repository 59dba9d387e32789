using Berth.Emulator.Protocols.Json;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>BatchCheckLayerAvailability.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchCheckLayerAvailability.html"/>
internal sealed class BatchCheckLayerAvailability() : Operation<CheckLayersRequest, CheckLayersResponse>(
    nameof(BatchCheckLayerAvailability), WireJson.Default.CheckLayersRequest, WireJson.Default.CheckLayersResponse)
{
    private const string Member = "layerDigests";
    private const string DefaultMediaType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    protected override async ValueTask<CheckLayersResponse> ExecuteAsync(
        CheckLayersRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        string[] texts = [.. Check.Count(Check.Required(request.LayerDigests, Member), 1, 100, Member)
            .Select((text, index) => Check.Length(Check.Required(text, $"{Member}.{index + 1}.member"), 0, 1000, $"{Member}.{index + 1}.member"))];
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:BatchCheckLayerAvailability");
        var layers = (await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false)).Layers;
        var answers = new List<LayerShape?>();
        var failures = new List<LayerFailureShape?>();
        foreach (var text in texts)
        {
            if (!LayerDigest.IsWellFormed(text))
            {
                failures.Add(text.Length == 0
                    ? new LayerFailureShape(text, "MissingLayerDigest", "Invalid request parameters: layer digest cannot be empty")
                    : new LayerFailureShape(
                        text, "InvalidLayerDigest", $"Invalid request parameters: layer digest should satisfy the regex '{LayerDigest.Pattern}'"));
                continue;
            }

            var layer = Digest.TryParse(text, out var digest) ? layers.GetValueOrDefault(digest) : null;
            if (layer is not null && !await call.Emulator.Blobs.IsIntactAsync(layer, cancellationToken).ConfigureAwait(false))
            {
                layer = null;
            }

            answers.Add(layer is null
                ? new LayerShape(text, "UNAVAILABLE", null, null)
                : new LayerShape(text, "AVAILABLE", layer.Size, layer.MediaType ?? DefaultMediaType));
        }

        return new CheckLayersResponse(answers, failures);
    }
}

/// <summary>The request of BatchCheckLayerAvailability.</summary>
internal sealed record CheckLayersRequest(string? RegistryId, string? RepositoryName, IReadOnlyList<string?>? LayerDigests);

/// <summary>The answer of BatchCheckLayerAvailability.</summary>
internal sealed record CheckLayersResponse(IReadOnlyList<LayerShape?> Layers, IReadOnlyList<LayerFailureShape?> Failures);

/// <summary>A layer on the wire.</summary>
internal sealed record LayerShape(string LayerDigest, string LayerAvailability, long? LayerSize, string? MediaType);

/// <summary>The reason why the availability of a layer is unknown.</summary>
internal sealed record LayerFailureShape(string LayerDigest, string FailureCode, string FailureReason);
