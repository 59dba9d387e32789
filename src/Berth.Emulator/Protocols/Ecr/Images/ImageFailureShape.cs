namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>The reason why one image of a batch failed.</summary>
internal sealed record ImageFailureShape(ImageIdShape ImageId, string FailureCode, string FailureReason);
