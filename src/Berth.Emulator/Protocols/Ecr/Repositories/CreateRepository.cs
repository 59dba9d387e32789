using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>CreateRepository.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"/>
internal sealed class CreateRepository() : Operation<CreateRepositoryRequest, RepositoryResponse>(
    nameof(CreateRepository), WireJson.Default.CreateRepositoryRequest, WireJson.Default.RepositoryResponse)
{
    private const int MaxRepositories = 100_000;

    private static readonly string[] EncryptionTypes = ["AES256", "KMS", "KMS_DSSE"];

    protected override async ValueTask<RepositoryResponse> ExecuteAsync(
        CreateRepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var name = Check.Name(request.RepositoryName);
        var registry = call.Registry(request.RegistryId);
        var settings = Settings(request, registry.Key);
        var arn = Call.ArnOf(registry, name);
        call.Authorize(new AccessRequest(call.Caller, "ecr:CreateRepository", arn) { RequestTags = settings.ResourceTags });
        if (!settings.ResourceTags.IsEmpty)
        {
            call.Authorize(new AccessRequest(call.Caller, "ecr:TagResource", arn) { RequestTags = settings.ResourceTags });
        }

        if (registry.Names.Count >= MaxRepositories && registry.Find(name) is null)
        {
            throw new EcrErrorException(EcrError.LimitExceeded(
                $"The registry with id '{registry.Key.Account}' already has the maximum allowed number of repositories: '{MaxRepositories}'"));
        }

        var repository = await registry.CreateAsync(name, settings, call.Now, cancellationToken).ConfigureAwait(false)
            ?? throw new EcrErrorException(EcrError.RepositoryAlreadyExists(name, registry.Key.Account));
        return new RepositoryResponse(RepositoryShape.Of(repository, call.RegistryHost));
    }

    private static RepositorySettings Settings(CreateRepositoryRequest request, RegistryKey key)
    {
        var (mode, filters) = Mutability.Read(request.ImageTagMutability ?? "MUTABLE", request.ImageTagMutabilityExclusionFilters);
        return new RepositorySettings
        {
            TagMutability = mode,
            ExclusionFilters = filters,
            ScanOnPush = request.ImageScanningConfiguration?.ScanOnPush ?? false,
            Encryption = Encryption(request.EncryptionConfiguration, key),
            ResourceTags = request.Tags is null
                ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                : ResourceTagReader.Read(request.Tags),
        };
    }

    private static EncryptionSettings Encryption(EncryptionShape? shape, RegistryKey key)
    {
        if (shape is null)
        {
            return EncryptionSettings.Aes256;
        }

        const string Member = "encryptionConfiguration";
        var type = Check.Required(shape.EncryptionType, Member + ".encryptionType");
        Check.OneOf(type, EncryptionTypes, Member + ".encryptionType");
        if (shape.KmsKey is not null)
        {
            Check.Length(shape.KmsKey, 1, 2048, Member + ".kmsKey");
            if (type == "AES256")
            {
                throw Check.Refuse(Member + ".kmsKey", "kmsKey can only be specified when encryptionType is KMS or KMS_DSSE");
            }
        }

        // Without a key, the repository is encrypted with the account's key that AWS manages for ECR; ECR reports its id, not its alias.
        var kmsKey = type == "AES256"
            ? null
            : shape.KmsKey ?? $"arn:{key.Region.Partition}:kms:{key.Region}:{key.Account}:key/{ManagedKeyId(key):D}";
        return new EncryptionSettings(type, kmsKey);
    }

    /// <summary>Creates the id of the managed key, the same for every repository of a registry.</summary>
    private static Guid ManagedKeyId(RegistryKey key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"aws/ecr {key.Account} {key.Region}")).AsSpan(0, 16));
}
