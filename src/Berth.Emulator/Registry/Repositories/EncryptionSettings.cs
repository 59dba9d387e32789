namespace Berth.Emulator.Registry.Repositories;

/// <summary>The encryption of a repository, which is set when it is created and cannot be changed.</summary>
internal sealed record EncryptionSettings(string Type, string? KmsKey)
{
    public static readonly EncryptionSettings Aes256 = new("AES256", null);
}
