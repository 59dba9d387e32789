namespace Berth.Aws.Wire;

internal sealed record CreateRepositoryRequest(
    string RegistryId,
    string RepositoryName,
    IReadOnlyList<WireTag>? Tags,
    string ImageTagMutability,
    IReadOnlyList<WireExclusionFilter>? ImageTagMutabilityExclusionFilters,
    WireScanning? ImageScanningConfiguration,
    WireEncryption EncryptionConfiguration);
