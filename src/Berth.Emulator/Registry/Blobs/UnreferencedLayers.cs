using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Removes from repositories the layers that no image has had for a day. ECR removes them at any time.</summary>
internal static class UnreferencedLayers
{
    /// <summary>How long a layer is kept without an image.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How old a layer's time must be so that pushing the layer again renews it.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromHours(1);

    /// <summary>Removes the unreferenced layers of one repository.</summary>
    /// <returns>The number of layers that were removed.</returns>
    public static async ValueTask<int> RemoveAsync(Repository repository, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        var candidates = Find(images, now);
        if (candidates.Count == 0)
        {
            return 0;
        }

        var result = await repository
            .EditAsync(
                edit =>
                {
                    var unreferenced = candidates.FindAll(digest => IsExpired(edit.Images, digest, now));
                    unreferenced.ForEach(edit.RemoveLayer);
                    return unreferenced.Count;
                },
                cancellationToken)
            .ConfigureAwait(false);
        return result.IsGone ? 0 : result.Answer;
    }

    private static List<Digest> Find(ImageSet images, DateTimeOffset now) =>
        [.. images.Layers.Values.Select(layer => layer.Digest).Where(digest => IsExpired(images, digest, now))];

    private static bool IsExpired(ImageSet images, Digest digest, DateTimeOffset now) =>
        images.Layers.GetValueOrDefault(digest) is { } layer && now - layer.AddedAt > Lifetime && !images.Layers.IsReferenced(digest);
}
