namespace Berth.Repositories.Settings.Encrypting;

/// <summary>How ECR encrypts a repository's images at rest. It is chosen at creation and can never be changed.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html"/>
public enum EncryptionType
{
    /// <summary>Keys that ECR itself manages.</summary>
    Aes256,

    /// <summary>A key in AWS KMS.</summary>
    Kms,

    /// <summary>Two layers of encryption with a key in AWS KMS; in AWS GovCloud (US) alone.</summary>
    KmsDsse,
}
