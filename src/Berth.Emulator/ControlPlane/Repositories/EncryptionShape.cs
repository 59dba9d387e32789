namespace Berth.Emulator.ControlPlane.Repositories;

/// <summary>The encryption configuration on the wire.</summary>
internal sealed record EncryptionShape(string? EncryptionType, string? KmsKey);
