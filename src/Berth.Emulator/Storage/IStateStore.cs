using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>
/// Stores the emulator's state: registries, repositories, images, tags and layers, without the bytes of blobs. One emulator uses a store
/// at a time. All members may be called concurrently.
/// </summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Loads everything except the contents of repositories. Called once, before any other member.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The state.</returns>
    /// <exception cref="StorageException">The state cannot be read.</exception>
    Task<StoredState> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Loads the images, tags and layers of a repository. Must not delay other calls.</summary>
    /// <param name="repository">The repository's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The contents, which are empty if the repository is not stored.</returns>
    /// <exception cref="StorageException">The contents cannot be read.</exception>
    Task<StoredContents> LoadContentsAsync(long repository, CancellationToken cancellationToken);

    /// <summary>Reads a manifest.</summary>
    /// <param name="repository">The repository's id.</param>
    /// <param name="digest">The digest of the image.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The manifest as it was pushed, or <see langword="null"/> if it is not stored.</returns>
    /// <exception cref="StorageException">The manifest cannot be read.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadManifestAsync(long repository, Digest digest, CancellationToken cancellationToken);

    /// <summary>Finds out whether any repository has a layer. Sees every change whose <see cref="CommitAsync"/> has completed.</summary>
    /// <param name="digest">The digest of the layer.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether a repository has the layer.</returns>
    ValueTask<bool> HasLayerAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>
    /// Stores changes atomically and in order. The changes of one repository are passed in one call at a time; calls for several
    /// repositories overlap, and the store should commit them together. A commit cannot be canceled.
    /// </summary>
    /// <param name="changes">The changes.</param>
    /// <returns>A task that completes when the changes are durable.</returns>
    /// <exception cref="StorageException">The changes could not be stored; none of them was.</exception>
    Task CommitAsync(ImmutableArray<StateChange> changes);
}
