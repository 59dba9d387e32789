using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>A repository on the wire.</summary>
internal sealed record RepositoryShape
{
    public required string RepositoryArn { get; init; }

    public required string RegistryId { get; init; }

    public required string RepositoryName { get; init; }

    public required string RepositoryUri { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string ImageTagMutability { get; init; }

    public IReadOnlyList<ExclusionFilterShape?>? ImageTagMutabilityExclusionFilters { get; init; }

    public ScanningShape? ImageScanningConfiguration { get; init; }

    public EncryptionShape? EncryptionConfiguration { get; init; }

    public static RepositoryShape Of(Repository repository, string registryHost)
    {
        var settings = repository.Settings;
        var name = repository.Name.ToString();
        return new RepositoryShape
        {
            RepositoryArn = repository.Arn,
            RegistryId = repository.Registry.Account.ToString(),
            RepositoryName = name,
            RepositoryUri = $"{registryHost}/{name}",
            CreatedAt = repository.CreatedAt,
            ImageTagMutability = Mutability.Text(settings.TagMutability),
            ImageTagMutabilityExclusionFilters = Mutability.Shapes(settings.ExclusionFilters),
            ImageScanningConfiguration = new ScanningShape(settings.ScanOnPush),
            EncryptionConfiguration = new EncryptionShape(settings.Encryption.Type, settings.Encryption.KmsKey),
        };
    }
}
