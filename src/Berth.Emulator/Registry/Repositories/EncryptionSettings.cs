namespace Berth.Emulator.Registry.Repositories;

/// <summary>How a repository is encrypted; decided at its creation and never changed.</summary>
internal sealed record EncryptionSettings(string Type, string? KmsKey)
{
    public static readonly EncryptionSettings Aes256 = new("AES256", null);
}
