using Berth.Aws.Errors;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Aws.Repositories;

/// <summary>Translates between the values of the core and the members of ECR's API.</summary>
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

    /// <summary>Reads tags: each key once, as ECR guarantees.</summary>
    public static IReadOnlyList<ResourceTag> TagsOf(IReadOnlyList<WireTag>? tags, ServiceCall site)
    {
        var read = new List<ResourceTag>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags ?? [])
        {
            if (tag?.Key is not { Length: > 0 } key)
            {
                throw site.Unusable("has a tag without a key");
            }

            if (!keys.Add(key))
            {
                throw site.Unusable($"has the tag key '{key}' twice");
            }

            read.Add(new ResourceTag(key, tag.Value ?? string.Empty));
        }

        return read;
    }

    public static string ModeOf(TagMutability setting) => setting.Mode switch
    {
        TagMutabilityMode.Mutable => "MUTABLE",
        TagMutabilityMode.Immutable => "IMMUTABLE",
        TagMutabilityMode.ImmutableWithExclusion => "IMMUTABLE_WITH_EXCLUSION",
        TagMutabilityMode.MutableWithExclusion => "MUTABLE_WITH_EXCLUSION",
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "not a mode of ECR"),
    };

    public static IReadOnlyList<WireExclusionFilter>? FiltersOf(TagMutability setting) =>
        setting.Filters.Count == 0 ? null : [.. setting.Filters.Select(filter => new WireExclusionFilter(Wildcard, filter.ToString()))];

    public static RepositoryDescription Read(WireRepository repository, ServiceCall site)
    {
        if (!RepositoryName.TryParse(repository.RepositoryName, out var name)
            || !AccountId.TryParse(repository.RegistryId, out var account)
            || !Arn.TryParse(repository.RepositoryArn, out var arn))
        {
            throw site.Unusable($"does not name a valid repository ('{repository.RegistryId}', '{repository.RepositoryName}', '{repository.RepositoryArn}')");
        }

        return new RepositoryDescription(
            name,
            account,
            arn,
            repository.RepositoryUri ?? string.Empty,
            repository.CreatedAt ?? DateTimeOffset.UnixEpoch,
            MutabilityOf(repository),
            DescribedSetting.Create<bool>(repository.ImageScanningConfiguration?.ScanOnPush ?? false),
            EncryptionOf(repository.EncryptionConfiguration));
    }

    private static DescribedSetting<TagMutability> MutabilityOf(WireRepository repository)
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
            if (wire?.FilterType != Wildcard || !ExclusionFilter.TryParse(wire.Filter, out var filter))
            {
                return DescribedSetting.Unreadable<TagMutability>(
                    $"ECR reports an exclusion filter that this version of Berth cannot read ('{wire?.FilterType}' '{wire?.Filter}'); update Berth");
            }

            filters.Add(filter);
        }

        return mode is { } present && TagMutability.Create(present, filters) is { } mutability
            ? DescribedSetting.Create<TagMutability>(mutability)
            : DescribedSetting.Unreadable<TagMutability>(
                $"ECR reports a tag mutability that this version of Berth cannot read ('{repository.ImageTagMutability}' with {filters.Count} filters); update Berth");
    }

    private static string TypeOf(Encryption encryption) => encryption.Type switch
    {
        EncryptionType.Aes256 => "AES256",
        EncryptionType.Kms => "KMS",
        EncryptionType.KmsDsse => "KMS_DSSE",
        _ => throw new ArgumentOutOfRangeException(nameof(encryption), encryption, "not an encryption of ECR"),
    };

    private static DescribedSetting<Encryption> EncryptionOf(WireEncryption? wire) => wire?.EncryptionType switch
    {
        null or "AES256" => DescribedSetting.Create<Encryption>(Encryption.Aes256),
        "KMS" => DescribedSetting.Create<Encryption>(new Encryption(EncryptionType.Kms, wire.KmsKey)),
        "KMS_DSSE" => DescribedSetting.Create<Encryption>(new Encryption(EncryptionType.KmsDsse, wire.KmsKey)),
        var other => DescribedSetting.Unreadable<Encryption>($"ECR reports an encryption that this version of Berth cannot read ('{other}'); update Berth"),
    };
}
