using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Lifecycle;

namespace Berth.Emulator.Registry.Maintenance;

/// <summary>Removes what nothing uses: unreferenced layers, abandoned uploads, blobs that no repository has, and old lifecycle previews.</summary>
internal sealed class GarbageCollector(EmulatorState state, BlobStorage blobs, BlobUploads uploads, LifecyclePreviews previews, TimeProvider time)
{
    private readonly BlobCollector collector = new(blobs, uploads, state, time);

    public async ValueTask<CollectedGarbage> RunAsync(CancellationToken cancellationToken)
    {
        // The layers of a repository that no request has used since the start are removed after its first request.
        foreach (var repository in state.Repositories.Where(repository => repository.LoadedImages is not null))
        {
            await UnreferencedLayers.RemoveAsync(repository, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        previews.Purge(time.GetUtcNow());
        return await collector.CollectAsync(cancellationToken).ConfigureAwait(false);
    }
}
