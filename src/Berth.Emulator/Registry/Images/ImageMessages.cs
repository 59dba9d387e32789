using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>What ECR says where its rules for images refuse something, over both doors.</summary>
internal static class ImageMessages
{
    public static string RepositoryNotFound(string name, RegistryKey registry) =>
        $"The repository with name '{name}' does not exist in the registry with id '{registry.Account}'";

    public static string TagImmutable(Tag tag, Repository repository) =>
        $"The image tag '{tag}' already exists in the '{repository.Name}' repository and cannot be overwritten because the tag is immutable.";

    public static string LayersMissing(IEnumerable<Digest> digests, Repository repository) =>
        $"Layers with digests '[{string.Join(", ", digests)}]' required for pushing image into repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}' do not exist";

    public static string ChildrenMissing(IEnumerable<Digest> digests, Repository repository) =>
        $"Images with digests '[{string.Join(", ", digests)}]' required for pushing image into repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}' do not exist";

    public static string TooManyTags(Digest digest, Repository repository) =>
        $"The image with digest '{digest}' in the repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}' already has the maximum of {ImagePut.MaxTags} tags";

    public static string Referenced(IEnumerable<Digest> parents) =>
        $"Requested image referenced by manifest list: [{string.Join(", ", parents)}]";

    public static string DigestDoesNotMatch(Digest given, Digest calculated) =>
        $"Image digest '{given}' does not match the digest '{calculated}' that was calculated from the manifest";

    public static string ImageNotFound(Digest? digest, Tag? tag, Repository repository) =>
        $"The image with imageId {{imageDigest:'{digest?.ToString() ?? "null"}', imageTag:'{tag?.ToString() ?? "null"}'}} does not exist within the repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}'";
}
