using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>ECR's messages of refused requests for images, for all protocols.</summary>
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

    public static string LayerSize(LayerSizeFault fault) =>
        $"The manifest gives layer {fault.Digest} a size of {fault.Size} bytes, and the layer has {fault.StoredSize}";

    public static string SizeOverflow() => "The sizes of the layers that the manifest lists are too large";

    public static string Referenced(IEnumerable<Digest> parents) =>
        $"Requested image referenced by manifest list: [{string.Join(", ", parents)}]";

    public static string DigestDoesNotMatch(Digest given, Digest calculated) =>
        $"Image digest '{given}' does not match the digest '{calculated}' that was calculated from the manifest";

    public static string ImageNotFound(Digest? digest, Tag? tag, Repository repository) =>
        $"The image with imageId {{imageDigest:'{digest?.ToString() ?? "null"}', imageTag:'{tag?.ToString() ?? "null"}'}} does not exist within the repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}'";
}
