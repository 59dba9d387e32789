using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Repositories;

/// <summary>The settings of the call that creates a repository.</summary>
/// <param name="TagMutability">The tag mutability.</param>
/// <param name="Encryption">The encryption, which cannot be changed later.</param>
/// <param name="ScanOnPush">Whether images are scanned when they are pushed; <see langword="null"/> leaves it to ECR.</param>
/// <param name="Tags">The resource tags.</param>
public sealed record RepositoryCreation(
    TagMutability TagMutability,
    Encryption Encryption,
    bool? ScanOnPush,
    IReadOnlyList<ResourceTag> Tags)
{
    /// <summary>Gets a creation with the defaults of ECR.</summary>
    internal static RepositoryCreation Plain { get; } = new(TagMutability.Mutable, Encryption.Aes256, null, []);

    /// <inheritdoc/>
    public bool Equals(RepositoryCreation? other) =>
        other is not null
        && TagMutability == other.TagMutability
        && Encryption == other.Encryption
        && ScanOnPush == other.ScanOnPush
        && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TagMutability, Encryption, ScanOnPush, Tags.Count);

    /// <summary>The settings, for records of changes.</summary>
    /// <returns>One line of text.</returns>
    public override string ToString() =>
        $"tag mutability {TagMutability}, encryption {Encryption.Type}, scan on push {ScanOnPush?.ToString() ?? "not given"}, tags {ResourceTags.Write(Tags)}";
}
