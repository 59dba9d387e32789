namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The request of CreateRepository.</summary>
internal sealed record CreateRepositoryRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public IReadOnlyList<TagShape?>? Tags { get; init; }

    public string? ImageTagMutability { get; init; }

    public IReadOnlyList<ExclusionFilterShape?>? ImageTagMutabilityExclusionFilters { get; init; }

    public ScanningShape? ImageScanningConfiguration { get; init; }

    public EncryptionShape? EncryptionConfiguration { get; init; }
}
