using System.Collections.Immutable;
using System.Threading.Channels;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>
/// Keeps the state in one SQLite file. One task writes; what waits while it commits goes into its next transaction, so that many callers
/// share one commit.
/// </summary>
internal sealed class SqliteJournal : IJournal
{
    private const int MaxUnitsPerCommit = 512;

    private readonly Channel<Unit> units = Channel.CreateUnbounded<Unit>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly JournalReader reader;
    private readonly EntryWriter entryWriter;
    private readonly Task writing;

    private SqliteJournal(SqliteConnection connection, string path)
    {
        this.connection = connection;
        Secret = (byte[])Database.Scalar(connection, "SELECT value FROM meta WHERE key = 'secret'")!;
        reader = new JournalReader(path);
        entryWriter = new EntryWriter(connection);
        writing = Task.Run(WriteAsync);
    }

    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Opens the journal in a file, which is made where there is none.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be opened, or is no such journal.</exception>
    public static SqliteJournal Open(string path, bool fsync)
    {
        try
        {
            return new SqliteJournal(Database.Open(path, fsync), path);
        }
        catch (SqliteException exception)
        {
            throw new EmulatorStartException($"{path}: it cannot be used as the emulator's state ({exception.Message})", exception);
        }
    }

    public IReadOnlyList<StoredRepository> LoadRepositories() => reader.LoadRepositories();

    public ImageSet LoadImages(long repository) => reader.LoadImages(repository);

    public bool? HoldsLayer(Digest digest) => reader.HoldsLayer(digest);

    public Task AppendAsync(ImmutableArray<JournalEntry> entries)
    {
        var unit = new Unit(entries);
        return units.Writer.TryWrite(unit)
            ? unit.Done.Task
            : Task.FromException(new StorageException("the emulator is shutting down"));
    }

    public async ValueTask DisposeAsync()
    {
        units.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        reader.Dispose();
        entryWriter.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var batch = new List<Unit>(MaxUnitsPerCommit);
        while (await units.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MaxUnitsPerCommit && units.Reader.TryRead(out var unit))
            {
                batch.Add(unit);
            }

            Commit(batch);
        }
    }

    private void Commit(List<Unit> batch)
    {
        try
        {
            using (var transaction = connection.BeginTransaction())
            {
                foreach (var entry in batch.SelectMany(unit => unit.Entries))
                {
                    entryWriter.Write(entry, transaction);
                }

                transaction.Commit();
            }

            batch.ForEach(unit => unit.Done.SetResult());
        }
        catch (Exception exception)
        {
            // A full disk, most likely. Nothing of the batch was kept, and everyone in it is told.
            var failure = new StorageException($"{connection.DataSource}: the change could not be written ({exception.Message})", exception);
            batch.ForEach(unit => unit.Done.TrySetException(failure));
        }
    }

    private sealed record Unit(ImmutableArray<JournalEntry> Entries)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
