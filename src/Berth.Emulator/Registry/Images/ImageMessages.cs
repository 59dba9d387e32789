using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The messages of ECR's refusals about images, the same in every protocol.</summary>
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

    /// <summary>Gets the reason for which ECR refuses any invalid manifest.</summary>
    public static string InvalidManifest => "Invalid JSON syntax";

    /// <summary>Gets the name of the manifest's parameter in ECR's messages.</summary>
    public static string ManifestMember => "ImageManifest";

    public static string RequestedImageNotFound => "Requested image not found";

    public static string TooManyTags(Tag tag, Repository repository) =>
        $"Adding tag '{tag}' to an image in the repository with name '{repository.Name}' in registry with id '{repository.Registry.Account}' exceeds the maximum allowed number of tags per image which is '{ImagePut.MaxTags}'";

    public static string LayerSize(LayerSizeFault fault) =>
        $"The manifest gives layer {fault.Digest} a size of {fault.Size} bytes, and the layer has {fault.StoredSize}";

    public static string SizeOverflow() => "The sizes of the layers that the manifest lists are too large";

    public static string Referenced(IEnumerable<Digest> parents) =>
        $"Requested image referenced by manifest list: [{string.Join(", ", parents)}]";

    public static string DigestDoesNotMatch(Digest given, Repository repository) =>
        $"The image with digest '{given}' in repository '{repository.Name}' and registry ID '{repository.Registry.Account}' does not match the image digest that Amazon ECR has calculated.";

    public static string ImageNotFound(Digest? digest, Tag? tag, Repository repository) =>
        $"The image with imageId {{imageDigest:'{digest?.ToString() ?? "null"}', imageTag:'{tag?.ToString() ?? "null"}'}} does not exist within the repository with name '{repository.Name}' in the registry with id '{repository.Registry.Account}'";
}
