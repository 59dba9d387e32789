namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>Why one image of a batch was left out.</summary>
internal sealed record ImageFailureShape(ImageIdShape ImageId, string FailureCode, string FailureReason);
