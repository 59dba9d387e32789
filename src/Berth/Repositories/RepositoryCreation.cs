namespace Berth.Repositories;

/// <summary>What a new repository is created with, in the one call that creates it.</summary>
/// <param name="TagMutability">The tag mutability.</param>
/// <param name="Encryption">The encryption, which cannot be changed later.</param>
/// <param name="ScanOnPush">Whether images are scanned when they are pushed; <see langword="null"/> leaves it to ECR.</param>
/// <param name="Tags">The resource tags.</param>
public sealed record RepositoryCreation(
    TagMutability TagMutability,
    Encryption Encryption,
    bool? ScanOnPush,
    IReadOnlyList<ResourceTag> Tags);
