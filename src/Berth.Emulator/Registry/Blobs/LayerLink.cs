using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Adds stored blobs to repositories.</summary>
internal static class LayerLink
{
    /// <summary>Adds a blob to a repository. The caller keeps it pinned until this completes.</summary>
    /// <returns>Whether the repository still exists.</returns>
    public static async ValueTask<bool> AddAsync(
        Repository repository, BlobPin pin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await repository
            .EditAsync(
                edit =>
                {
                    // Pushing a layer again renews the time for which it is kept without an image.
                    var known = edit.Images.Layers.GetValueOrDefault(pin.Digest);
                    if (known is null || known.Size != pin.Length || now - known.AddedAt > UnreferencedLayers.Renewal)
                    {
                        edit.Put(new StoredLayer(pin.Digest, pin.Length, known?.MediaType, now));
                    }

                    return true;
                },
                cancellationToken)
            .ConfigureAwait(false);
        return !result.IsGone;
    }
}
