using Berth.Repositories.Settings.Encrypting;

namespace Berth.Extensions.Options;

/// <summary>The encryption that new repositories get. It cannot be changed later.</summary>
public sealed class EncryptionOptions
{
    /// <summary>Gets or sets the kind; by default <see cref="EncryptionType.Aes256"/>.</summary>
    public EncryptionType Type { get; set; }

    /// <summary>Gets or sets the KMS key, an id, ARN or alias; by default the AWS-managed key <c>aws/ecr</c>. Only with the two kinds that use KMS.</summary>
    public string? KmsKey { get; set; }
}
