namespace Berth.Repositories.Settings.Encrypting;

/// <summary>A repository's encryption.</summary>
/// <param name="Type">The kind of encryption.</param>
/// <param name="KmsKey">The KMS key, or <see langword="null"/> for ECR's own key or for the AWS-managed key <c>aws/ecr</c>.</param>
public sealed record Encryption(EncryptionType Type, string? KmsKey = null)
{
    /// <summary>Gets encryption with keys that ECR manages, the default.</summary>
    public static Encryption Aes256 { get; } = new(EncryptionType.Aes256);
}
