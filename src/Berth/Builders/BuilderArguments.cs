using Berth.Names;

namespace Berth.Builders;

/// <summary>The arguments with which builders push an image and use the build cache in the form that ECR accepts.</summary>
public static class BuilderArguments
{
    /// <summary>Gets the arguments for a builder, which follow its build command.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="image">The image to push.</param>
    /// <param name="cache">The build cache, or <see langword="null"/> to build without one; builders without a cache in registries do not use it.</param>
    /// <returns>The arguments without quoting; <see cref="ShellWord"/> quotes them for a shell.</returns>
    public static IReadOnlyList<string> For(Builder builder, ImageReference image, BuildCache? cache)
    {
        ArgumentNullException.ThrowIfNull(image);
        return builder switch
        {
            Builder.Buildx => Buildx(image, cache),
            Builder.Buildctl => Buildctl(image, cache),
            Builder.Buildah => Buildah(image),
            Builder.Kaniko => Kaniko(image, cache),
            Builder.Dotnet => Dotnet(image),
            _ => throw new ArgumentOutOfRangeException(nameof(builder), builder, "The builder is unknown."),
        };
    }

    private static string[] Buildx(ImageReference image, BuildCache? cache) =>
        ["--tag", image.ToString(), .. BuildKitCache(cache, "--cache-from", "--cache-to")];

    private static string[] Buildctl(ImageReference image, BuildCache? cache) =>
        ["--output", $"type=image,name={image},push=true,oci-mediatypes=true", .. BuildKitCache(cache, "--import-cache", "--export-cache")];

    private static string[] BuildKitCache(BuildCache? cache, string importOption, string exportOption) => cache is null
        ? []
        : [.. cache.ImportOptions.SelectMany(option => (string[])[importOption, option]), exportOption, cache.ExportOption];

    // The functions of BuildahScript handle the cache: buildah's own registry cache cannot use one tag.
    private static string[] Buildah(ImageReference image) => ["--layers", "--tag", image.ToString()];

    // The flag that ignores errors of immutable tags is not used: it would also report the push of another image to an existing tag as a success.
    private static string[] Kaniko(ImageReference image, BuildCache? cache) => cache is not null && KanikoCache.RepositoryOf(image.Repository) is { } repository
        ? [$"--destination={image}", "--cache=true", $"--cache-repo={image.Registry}/{repository}", $"--cache-ttl={KanikoCache.LifetimeDays * 24}h"]
        : [$"--destination={image}"];

    private static string[] Dotnet(ImageReference image) =>
    [
        "-t:PublishContainer",
        $"-p:ContainerRegistry={image.Registry}",
        $"-p:ContainerRepository={image.Repository}",
        $"-p:ContainerImageTag={image.Tag}",
    ];
}
