namespace Berth.Aws.Wire;

internal sealed record WireRepository(
    string? RepositoryArn,
    string? RegistryId,
    string? RepositoryName,
    string? RepositoryUri,
    DateTimeOffset? CreatedAt,
    string? ImageTagMutability,
    IReadOnlyList<WireExclusionFilter>? ImageTagMutabilityExclusionFilters,
    WireScanning? ImageScanningConfiguration,
    WireEncryption? EncryptionConfiguration);
