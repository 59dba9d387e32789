namespace Berth.Aws.Wire;

internal sealed record WireImageId(string? ImageDigest, string? ImageTag);
