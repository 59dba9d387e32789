namespace Berth.Aws.Wire;

internal sealed record GetDownloadUrlForLayerResponse(string? DownloadUrl, string? LayerDigest);
