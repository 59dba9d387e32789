namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The encryption configuration on the wire.</summary>
internal sealed record EncryptionShape(string? EncryptionType, string? KmsKey);
