using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Makes a stored blob a layer of a repository.</summary>
internal static class LayerLink
{
    /// <summary>Links a blob, which the caller keeps pinned meanwhile.</summary>
    /// <returns>Whether the repository still exists.</returns>
    public static async ValueTask<bool> AddAsync(
        Repository repository, BlobPin pin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await repository
            .EditAsync(
                edit =>
                {
                    // Putting it again begins its time as a layer without an image anew.
                    var known = edit.Images.Layers.GetValueOrDefault(pin.Digest);
                    if (known is null || now - known.AddedAt > LayerSweep.Renewal)
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
