using Berth.Names;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Repositories;

/// <summary>The description of a repository, as DescribeRepositories and CreateRepository return it. Each setting is parsed separately, so that an unknown value of one does not hide the repository.</summary>
/// <param name="Name">The repository's name.</param>
/// <param name="Account">The account whose registry holds it.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Uri">Its URI, host and name, as ECR gives it.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="TagMutability">Its tag mutability, with the exclusion filters.</param>
/// <param name="ScanOnPush">Whether images are scanned when they are pushed.</param>
/// <param name="Encryption">Its encryption.</param>
public sealed record RepositoryDescription(
    RepositoryName Name,
    AccountId Account,
    Arn Arn,
    string Uri,
    DateTimeOffset CreatedAt,
    DescribedSetting<TagMutability> TagMutability,
    DescribedSetting<bool> ScanOnPush,
    DescribedSetting<Encryption> Encryption);
