using System.Net.Http.Headers;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Testing;
using Berth.Tests.Lifecycle;

namespace Berth.Emulator.Tests.Registry.Lifecycle;

/// <summary>
/// Builds a repository from a list of images: pushes, tags, pulls, archives and restores them through the emulator's endpoints, with its clock
/// set to the time of each operation.
/// </summary>
internal sealed class Replay(TestRegistry registry, EcrClient ecr, TestRepository repository)
{
    private readonly Dictionary<Digest, TestImage> pushed = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates the repository and gives the images as they were pushed, by the digests of the list.</summary>
    public static async Task<(TestRepository Repository, Dictionary<Digest, TestImage> Images)> RunAsync(
        TestRegistry registry, string name, IReadOnlyList<LifecycleImage> images)
    {
        using var ecr = new EcrClient(registry.Emulator);
        var repository = await registry.CreateRepositoryAsync(name, Berth.Repositories.Settings.Mutability.TagMutability.Mutable, null, Token);
        var replay = new Replay(registry, ecr, repository);
        foreach (var image in images)
        {
            await replay.PushAsync(image);
            await replay.LiveAsync(image);
        }

        registry.Emulator.Clock.Set(ImageText.Now);
        return (repository, replay.pushed);
    }

    /// <summary>What has become of each image.</summary>
    public static async Task<List<LifecycleVerdict>> VerdictsAsync(
        TestRepository repository, IReadOnlyList<LifecycleImage> images, Dictionary<Digest, TestImage> pushed)
    {
        var left = (await repository.GetImagesAsync(Token)).ToDictionary(static image => image.Digest);
        return
        [
            .. images.Select(image => left.TryGetValue(pushed[image.Digest].Digest, out var found)
                ? found.Status == Aws.Images.ImageStatus.Archived && image.StorageClass == StorageClass.Standard ? LifecycleVerdict.Archive : LifecycleVerdict.Keep
                : LifecycleVerdict.Expire),
        ];
    }

    private async Task PushAsync(LifecycleImage image)
    {
        registry.Emulator.Clock.Set(image.PushedAt);
        var content = image.Digest.ToString();
        var made = TestImage.Of(content);
        if (image.Children.Count > 0)
        {
            made = TestImage.IndexOf([.. image.Children.Select(child => pushed[child])]);
        }
        else if (image.Subject is { } subject)
        {
            made = TestImage.ReferrerOf(pushed.GetValueOrDefault(subject) ?? TestImage.Of(subject.ToString()), "text/plain", content);
        }

        pushed.Add(image.Digest, made);

        // An index alone, without its children once more: they may have been archived meanwhile, and a push would restore them.
        await (image.Children.Count > 0 ? PutManifestAsync(made, made.Digest.ToString()) : repository.PushAsync(made, null, Token));
        foreach (var tag in image.Tags)
        {
            await PutManifestAsync(made, tag.ToString());
        }
    }

    private async Task PutManifestAsync(TestImage image, string reference)
    {
        using var content = new ReadOnlyMemoryContent(image.Manifest) { Headers = { ContentType = new MediaTypeHeaderValue(image.MediaType) } };
        using var response = await registry.Http.PutAsync(new Uri($"/v2/{repository.Name}/manifests/{reference}", UriKind.Relative), content, Token);
        response.EnsureSuccessStatusCode();
    }

    private async Task LiveAsync(LifecycleImage image)
    {
        // Archived images cannot be pulled.
        if (image.StorageClass == StorageClass.Archive)
        {
            await PullAsync(image);
        }

        await SetClassAsync(image, image.LastArchivedAt, "ARCHIVE");
        if (image.StorageClass == StorageClass.Standard)
        {
            await SetClassAsync(image, image.LastActivatedAt, "STANDARD");
            await PullAsync(image);
        }
    }

    private async Task PullAsync(LifecycleImage image)
    {
        if (image.LastPulledAt is { } time)
        {
            registry.Emulator.Clock.Set(time);
            Assert.NotNull(await repository.PullAsync(pushed[image.Digest].Digest, Token));
        }
    }

    private async Task SetClassAsync(LifecycleImage image, DateTimeOffset? time, string storageClass)
    {
        if (time is { } moment)
        {
            registry.Emulator.Clock.Set(moment);
            await ecr.OkAsync(
                "UpdateImageStorageClass",
                $$"""{"repositoryName":"{{repository.Name}}","imageId":{"imageDigest":"{{pushed[image.Digest].Digest}}"},"targetStorageClass":"{{storageClass}}"}""");
        }
    }
}
