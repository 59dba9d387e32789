namespace Berth.Aws.Wire;

internal sealed record WireEncryption(string? EncryptionType, string? KmsKey);
