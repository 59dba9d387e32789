namespace Berth.Repositories;

/// <summary>How desired encryption differs from what a repository was created with. Nothing can change that.</summary>
internal static class EncryptionDrift
{
    private const string AliasPrefix = "alias/";

    public static SettingDrift? Between(Encryption desired, Encryption observed) => IsMet(desired, observed)
        ? null
        : new SettingDrift.Left(
            Setting.Encryption,
            ChangeOutcome.Conflict,
            $"the repository is encrypted with {Text(observed)} and {Text(desired)} is desired; ECR cannot change that: make a new repository and move the images");

    // ECR answers a key's ARN, whatever it was called when it was given. What an alias stands for is only known to KMS.
    private static bool IsMet(Encryption desired, Encryption observed) =>
        desired.Type == observed.Type
        && (desired.KmsKey is not { } key
            || observed.KmsKey is not { } present
            || string.Equals(key, present, StringComparison.OrdinalIgnoreCase)
            || key.Contains(AliasPrefix, StringComparison.Ordinal)
            || present.EndsWith("/" + key, StringComparison.OrdinalIgnoreCase));

    private static string Text(Encryption encryption) =>
        encryption.KmsKey is null ? encryption.Type.ToString() : $"{encryption.Type} ({encryption.KmsKey})";
}
