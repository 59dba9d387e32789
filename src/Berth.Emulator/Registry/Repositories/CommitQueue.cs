using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The states of one repository: the committed one, which readers see, and the newest one, on which changes are decided. While one batch
/// of changes is stored, the next one collects what is decided meanwhile; a batch that fails takes the next one, which is based on it,
/// with it. All members except <see cref="Committed"/> and <see cref="RunAsync"/> are called with the lock held.
/// </summary>
internal sealed class CommitQueue(RepositorySnapshot initial, IStateStore store, RegistryEvents events)
{
    private volatile RepositorySnapshot committed = initial;
    private RepositorySnapshot newest = initial;
    private CommitBatch? next;
    private CommitBatch? running;
    private bool isRunning;

    public Lock Gate { get; } = new();

    public RepositorySnapshot Committed => committed;

    public RepositorySnapshot Newest => newest;

    /// <summary>Completes when <see cref="Newest"/> is durable; <see langword="null"/> if it is already.</summary>
    public Task? Pending => (next ?? running)?.Done;

    /// <summary>Adds changes.</summary>
    /// <returns>Whether the caller must call <see cref="RunAsync"/> after it has released the lock.</returns>
    public bool Add(RepositorySnapshot result, IEnumerable<StateChange> changes, IEnumerable<RegistryEvent> occurred)
    {
        next ??= new CommitBatch(result);
        next.Add(result, changes, occurred);
        newest = result;
        var mustRun = !isRunning;
        isRunning = true;
        return mustRun;
    }

    /// <summary>Changes all states in a way that is not stored here.</summary>
    public void Update(Func<RepositorySnapshot, RepositorySnapshot> change)
    {
        var before = newest;
        newest = change(before);
        committed = ReferenceEquals(committed, before) ? newest : change(committed);
        if (running is not null)
        {
            running.Result = ReferenceEquals(running.Result, before) ? newest : change(running.Result);
        }

        if (next is not null)
        {
            next.Result = newest;
        }
    }

    /// <summary>Stores batches until there are none.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            CommitBatch batch;
            lock (Gate)
            {
                if (next is null)
                {
                    (isRunning, running) = (false, null);
                    return;
                }

                running = batch = next;
                next = null;
            }

            try
            {
                await store.CommitAsync(batch.Changes).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Fail(batch, exception);
                return;
            }

            lock (Gate)
            {
                committed = batch.Result;
                running = null;
            }

            events.Publish(batch.Events);
            batch.Succeed();
        }
    }

    private void Fail(CommitBatch batch, Exception exception)
    {
        var failure = exception as StorageException
            ?? new StorageException($"the change was not stored ({exception.Message})", exception);
        CommitBatch? based;
        lock (Gate)
        {
            based = next;
            (next, running, isRunning) = (null, null, false);
            newest = committed;
        }

        batch.Fail(failure);
        based?.Fail(failure);
    }
}
