using Berth.Names;

namespace Berth.Builders;

/// <summary>What a builder is given so that it pushes an image and uses the cache tag in the one way that ECR accepts.</summary>
public static class BuilderArguments
{
    /// <summary>Gives the arguments for a builder, to be put behind its build command.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="image">The image to push.</param>
    /// <param name="cache">The build cache; a builder without a cache in registries does not use it.</param>
    /// <returns>The arguments, each as the program is to see it; <see cref="ShellWord"/> quotes them for a shell.</returns>
    public static IReadOnlyList<string> For(Builder builder, ImageReference image, BuildCache cache)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(cache);
        return builder switch
        {
            Builder.Buildx => Buildx(image, cache),
            Builder.Buildctl => Buildctl(image, cache),
            Builder.Buildah => Buildah(image),
            Builder.Kaniko => Kaniko(image),
            Builder.Dotnet => Dotnet(image),
            _ => throw new ArgumentOutOfRangeException(nameof(builder), builder, "There is no such builder."),
        };
    }

    private static string[] Buildx(ImageReference image, BuildCache cache) =>
    [
        "--tag", image.ToString(),
        .. cache.ImportOptions.SelectMany(option => (string[])["--cache-from", option]),
        "--cache-to", cache.ExportOption,
    ];

    private static string[] Buildctl(ImageReference image, BuildCache cache) =>
    [
        "--output", $"type=image,name={image},push=true,oci-mediatypes=true",
        .. cache.ImportOptions.SelectMany(option => (string[])["--import-cache", option]),
        "--export-cache", cache.ExportOption,
    ];

    // The cache is the business of the functions of BuildahScript: buildah's own registry cache cannot be kept under one tag.
    private static string[] Buildah(ImageReference image) => ["--layers", "--tag", image.ToString()];

    // Kaniko gives each cached layer a tag that is a hash of its content and never moves, so that an immutable repository takes it, and
    // only warns where two builds race for one. Its flag that ignores errors over
    // immutable tags is left out: it would also call the push of another image under a taken tag a success.
    private static string[] Kaniko(ImageReference image) =>
    [
        $"--destination={image}",
        "--cache=true",
        $"--cache-repo={image.Registry}/{image.Repository}",
    ];

    private static string[] Dotnet(ImageReference image) =>
    [
        "-t:PublishContainer",
        $"-p:ContainerRegistry={image.Registry}",
        $"-p:ContainerRepository={image.Repository}",
        $"-p:ContainerImageTag={image.Tag}",
    ];
}
