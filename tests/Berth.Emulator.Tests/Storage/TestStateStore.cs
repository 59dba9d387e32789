using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Memory;
using Berth.Names;

namespace Berth.Emulator.Tests.Storage;

/// <summary>A state store whose writes fail like those on a full disk, or wait, when a test says so.</summary>
internal sealed class TestStateStore : IStateStore
{
    private readonly MemoryStateStore inner = new();
    private TaskCompletionSource? commits;
    private TaskCompletionSource? loads;

    public bool IsFull { get; set; }

    public List<ImmutableArray<StateChange>> Commits { get; } = [];

    public TaskCompletionSource LoadStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void HoldCommits() => commits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseCommits() => commits?.TrySetResult();

    public void HoldLoads() => loads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseLoads() => loads?.TrySetResult();

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) => inner.LoadAsync(cancellationToken);

    public async Task<StoredContents> LoadContentsAsync(long repository, CancellationToken cancellationToken)
    {
        LoadStarted.TrySetResult();
        await (loads?.Task ?? Task.CompletedTask);
        return await inner.LoadContentsAsync(repository, cancellationToken);
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadManifestAsync(long repository, Digest digest, CancellationToken cancellationToken) =>
        inner.ReadManifestAsync(repository, digest, cancellationToken);

    public ValueTask<bool> HasLayerAsync(Digest digest, CancellationToken cancellationToken) => inner.HasLayerAsync(digest, cancellationToken);

    public async Task CommitAsync(ImmutableArray<StateChange> changes)
    {
        await (commits?.Task ?? Task.CompletedTask);
        if (IsFull)
        {
            throw new StorageException("the disk is full");
        }

        lock (Commits)
        {
            Commits.Add(changes);
        }

        await inner.CommitAsync(changes);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
