using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>Converts a repository's images for the evaluation of lifecycle policies.</summary>
internal static class LifecycleImages
{
    /// <summary>All images, in the order in which they were pushed.</summary>
    public static List<LifecycleImage> Of(ImageSet images)
    {
        var list = new List<LifecycleImage>(images.Count);
        foreach (var image in images.InPushOrder())
        {
            list.Add(new LifecycleImage
            {
                Digest = image.Digest,
                Tags = images.TagsOf(image.Digest),
                PushedAt = image.PushedAt,
                LastPulledAt = image.LastPulledAt,
                StorageClass = image.Status == ImageStatus.Archived ? StorageClass.Archive : StorageClass.Standard,
                LastArchivedAt = image.LastArchivedAt,
                LastActivatedAt = image.LastActivatedAt,
                Children = image.Children,
                Subject = image.Subject,
            });
        }

        return list;
    }
}
