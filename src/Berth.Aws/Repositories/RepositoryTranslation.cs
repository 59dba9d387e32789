using Berth.Aws.Errors;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Repositories;

namespace Berth.Aws.Repositories;

/// <summary>Between the core's values of a repository and ECR's words for them.</summary>
internal static class RepositoryTranslation
{
    private const string Wildcard = "WILDCARD";

    public static CreateRepositoryRequest Write(string registryId, RepositoryName name, RepositoryCreation creation) =>
        new(
            registryId,
            name.ToString(),
            creation.Tags.Count == 0 ? null : TagsOf(creation.Tags),
            ModeOf(creation.TagMutability),
            FiltersOf(creation.TagMutability),
            creation.ScanOnPush is { } scan ? new WireScanning(scan) : null,
            new WireEncryption(TypeOf(creation.Encryption), creation.Encryption.KmsKey));

    public static WireTag[] TagsOf(IReadOnlyList<ResourceTag> tags) => [.. tags.Select(tag => new WireTag(tag.Key, tag.Value))];

    public static string ModeOf(TagMutability setting) => setting.Mode switch
    {
        TagMutabilityMode.Mutable => "MUTABLE",
        TagMutabilityMode.Immutable => "IMMUTABLE",
        TagMutabilityMode.ImmutableWithExclusion => "IMMUTABLE_WITH_EXCLUSION",
        TagMutabilityMode.MutableWithExclusion => "MUTABLE_WITH_EXCLUSION",
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "no mode of ECR's"),
    };

    public static IReadOnlyList<WireExclusionFilter>? FiltersOf(TagMutability setting) =>
        setting.Filters.Count == 0 ? null : [.. setting.Filters.Select(filter => new WireExclusionFilter(Wildcard, filter.ToString()))];

    public static RepositoryDescription Read(WireRepository repository, ServiceCall site)
    {
        if (!RepositoryName.TryParse(repository.RepositoryName, out var name)
            || !AccountId.TryParse(repository.RegistryId, out var account)
            || !Arn.TryParse(repository.RepositoryArn, out var arn))
        {
            throw site.Unusable($"names no repository that could exist ('{repository.RegistryId}', '{repository.RepositoryName}', '{repository.RepositoryArn}')");
        }

        return new RepositoryDescription(
            name,
            account,
            arn,
            repository.RepositoryUri ?? string.Empty,
            repository.CreatedAt ?? DateTimeOffset.UnixEpoch,
            MutabilityOf(repository, site),
            repository.ImageScanningConfiguration?.ScanOnPush ?? false,
            EncryptionOf(repository.EncryptionConfiguration, site));
    }

    private static TagMutability MutabilityOf(WireRepository repository, ServiceCall site)
    {
        TagMutabilityMode? mode = repository.ImageTagMutability switch
        {
            null or "MUTABLE" => TagMutabilityMode.Mutable,
            "IMMUTABLE" => TagMutabilityMode.Immutable,
            "IMMUTABLE_WITH_EXCLUSION" => TagMutabilityMode.ImmutableWithExclusion,
            "MUTABLE_WITH_EXCLUSION" => TagMutabilityMode.MutableWithExclusion,
            _ => null,
        };

        var filters = new List<ExclusionFilter>();
        foreach (var wire in repository.ImageTagMutabilityExclusionFilters ?? [])
        {
            if (wire.FilterType != Wildcard || !ExclusionFilter.TryParse(wire.Filter, out var filter))
            {
                throw site.Unusable($"has an exclusion filter that nobody knows ('{wire.FilterType}' '{wire.Filter}')");
            }

            filters.Add(filter);
        }

        return (mode is { } known ? TagMutability.Create(known, filters) : null)
            ?? throw site.Unusable($"has a tag mutability that nobody knows ('{repository.ImageTagMutability}' with {filters.Count} filters)");
    }

    private static string TypeOf(Encryption encryption) => encryption.Type switch
    {
        EncryptionType.Aes256 => "AES256",
        EncryptionType.Kms => "KMS",
        EncryptionType.KmsDsse => "KMS_DSSE",
        _ => throw new ArgumentOutOfRangeException(nameof(encryption), encryption, "no encryption of ECR's"),
    };

    private static Encryption EncryptionOf(WireEncryption? wire, ServiceCall site) => wire?.EncryptionType switch
    {
        null or "AES256" => Encryption.Aes256,
        "KMS" => new Encryption(EncryptionType.Kms, wire.KmsKey),
        "KMS_DSSE" => new Encryption(EncryptionType.KmsDsse, wire.KmsKey),
        var other => throw site.Unusable($"has an encryption that nobody knows ('{other}')"),
    };
}
