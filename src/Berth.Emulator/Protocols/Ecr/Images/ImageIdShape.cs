namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>The name of an image on the wire: its digest, a tag of its, or both.</summary>
internal sealed record ImageIdShape(string? ImageDigest, string? ImageTag);
