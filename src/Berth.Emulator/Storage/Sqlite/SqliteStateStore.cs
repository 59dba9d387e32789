using System.Collections.Immutable;
using System.Threading.Channels;
using Berth.Names;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>
/// Stores the state in one SQLite file. One task writes; the calls that arrive while it commits share its next transaction.
/// </summary>
internal sealed class SqliteStateStore : IStateStore
{
    private const int MaxCallsPerTransaction = 512;

    private readonly Channel<Call> calls = Channel.CreateUnbounded<Call>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly StateReader reader;
    private readonly ChangeWriter changeWriter;
    private readonly Task writing;

    private SqliteStateStore(SqliteConnection connection, string path)
    {
        this.connection = connection;
        reader = new StateReader(path);
        changeWriter = new ChangeWriter(connection);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Gets the synchronization mode of SQLite: 2 (<c>FULL</c>) if each transaction is written to the disk, else 1 (<c>NORMAL</c>).</summary>
    internal long SynchronousMode => (long)Database.Scalar(connection, "PRAGMA synchronous")!;

    /// <summary>Opens a file. Creates it if it does not exist.</summary>
    /// <exception cref="StorageException">The file cannot be opened, is damaged, or was written by a newer version.</exception>
    public static SqliteStateStore Open(string path, bool fsync)
    {
        try
        {
            return new SqliteStateStore(Database.Open(path, fsync), path);
        }
        catch (SqliteException exception)
        {
            throw StateFileErrors.Corrupt(path, exception.Message, exception);
        }
    }

    // SQLite has no asynchronous calls: what may take long runs on a thread of the pool, a single row is read at once.
    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) => Task.Run(reader.Load, cancellationToken);

    public Task<StoredContents> LoadContentsAsync(long repository, CancellationToken cancellationToken) =>
        Task.Run(() => reader.LoadContents(repository), cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadManifestAsync(long repository, Digest digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult(reader.ReadManifest(repository, digest));

    public ValueTask<bool> HasLayerAsync(Digest digest, CancellationToken cancellationToken) => ValueTask.FromResult(reader.HasLayer(digest));

    public Task CommitAsync(ImmutableArray<StateChange> changes)
    {
        var call = new Call(changes);
        return calls.Writer.TryWrite(call)
            ? call.Done.Task
            : Task.FromException(new StorageException("the change was not stored: the emulator is shutting down"));
    }

    public async ValueTask DisposeAsync()
    {
        calls.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        reader.Dispose();
        changeWriter.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var batch = new List<Call>(MaxCallsPerTransaction);
        while (await calls.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MaxCallsPerTransaction && calls.Reader.TryRead(out var call))
            {
                batch.Add(call);
            }

            Commit(batch);
        }
    }

    private void Commit(List<Call> batch)
    {
        try
        {
            using (var transaction = connection.BeginTransaction())
            {
                foreach (var change in batch.SelectMany(call => call.Changes))
                {
                    changeWriter.Write(change, transaction);
                }

                transaction.Commit();
            }

            batch.ForEach(call => call.Done.SetResult());
        }
        catch (Exception exception)
        {
            // The transaction is rolled back: no call of the batch was stored, and each gets the error.
            var failure = new StorageException(
                $"{connection.DataSource}: the change was not stored ({exception.Message}); if the disk is full, free space on it", exception);
            batch.ForEach(call => call.Done.TrySetException(failure));
        }
    }

    private sealed record Call(ImmutableArray<StateChange> Changes)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
