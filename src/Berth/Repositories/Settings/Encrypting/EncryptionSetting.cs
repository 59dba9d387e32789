using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings.Encrypting;

/// <summary>The encryption, which can be chosen only at creation: a difference is a conflict that no call can remove.</summary>
internal sealed class EncryptionSetting : Setting<Encryption, Encryption>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("encryption");

    private const string AliasPrefix = "alias/";

    public static EncryptionSetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    // It stays in a reduced creation: no later change can apply it.
    public override RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) =>
        desired.Encryption is { } value ? creation with { Encryption = value } : creation;

    internal static SettingDrift? Compare(Encryption desired, Encryption observed) => IsMet(desired, observed)
        ? null
        : new SettingDrift.Left(
            SettingName,
            ChangeOutcome.Conflict,
            $"the repository is encrypted with {Text(observed)} and {Text(desired)} is desired; ECR cannot change that: create a new repository and move the images");

    protected override bool TryGetDesired(DesiredSettings desired, out Encryption value) => (value = desired.Encryption!) is not null;

    protected override Encryption? GetFrom(RepositoryDescription description) => description.Encryption.Value;

    protected override IEnumerable<SettingDrift> CompareAll(Encryption desired, Encryption? observed, MergeMode mode) =>
        Compare(desired, observed ?? Encryption.Aes256) is { } drift ? [drift] : [];

    // ECR answers the ARN of a key, whichever form was given. Only KMS knows the key that an alias names.
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
