using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Emulator.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Tests.Storage;

public sealed class SqliteStateStoreTests : StateStoreContract
{
    private readonly TemporaryDirectory directory = new();

    public SqliteStateStoreTests() => Store = SqliteStateStore.Open(StateFile, fsync: false);

    private string StateFile => Path.Combine(directory.Path, "state.db");

    [Fact]
    public async Task CommitAsync_AfterDisposal_IsAStorageException()
    {
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<StorageException>(() => Store.CommitAsync([new RepositoryDeleted(1)]));
    }

    [Fact]
    public async Task CommitAsync_OneChangeFails_StoresNoneOfTheCall()
    {
        await Store.CommitAsync([new RepositoryCreated(Repository(1, "a"))]);

        await Assert.ThrowsAsync<StorageException>(
            () => Store.CommitAsync([new RepositoryCreated(Repository(2, "b")), new RepositoryCreated(Repository(3, "a"))]));

        Assert.Equal([Repository(1, "a")], (await ReloadAsync()).Repositories);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Open_WithFsync_SynchronizesEachTransaction(bool fsync, long mode)
    {
        await using var store = SqliteStateStore.Open(Path.Combine(directory.Path, "other.db"), fsync);

        Assert.Equal(mode, store.SynchronousMode);
    }

    [Fact]
    public async Task Secret_AfterReopening_IsTheSame()
    {
        var secret = (await Store.LoadAsync(Token)).Secret.ToArray();

        Assert.Equal(secret, (await ReloadAsync()).Secret.ToArray());
    }

    [Fact]
    public async Task LoadAsync_WithoutSecret_IsRefused()
    {
        await ExecuteAsync("DELETE FROM meta");

        var exception = await Assert.ThrowsAnyAsync<StorageException>(ReloadAsync);

        Assert.Contains("secret", exception.Message, StringComparison.Ordinal);
        Assert.Contains("backup", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_InADirectoryThatEveryoneCanRead_IsReadableByTheUserOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        const UnixFileMode Open755 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var shared = Directory.CreateDirectory(Path.Combine(directory.Path, "shared"), Open755).FullName;
        File.SetUnixFileMode(shared, Open755);
        foreach (var round in Enumerable.Range(0, 2))
        {
            await using var store = SqliteStateStore.Open(Path.Combine(shared, "state.db"), fsync: false);
            await store.CommitAsync([new RepositoryCreated(Repository(round, $"r{round}"))]);
            foreach (var file in Directory.EnumerateFiles(shared))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                File.SetUnixFileMode(file, Open755);
            }
        }
    }

    [Fact]
    public async Task Open_WithACorruptPage_SaysWhatAndWhatToDo()
    {
        await Store.CommitAsync([.. Enumerable.Range(1, 500).Select(id => new RepositoryCreated(Repository(id, $"r{id:D4}")))]);
        await Store.DisposeAsync();
        await using (var file = new FileStream(StateFile, FileMode.Open))
        {
            file.Seek(4096 * 4, SeekOrigin.Begin);
            file.Write(Enumerable.Repeat((byte)0xff, 4096 * 6).ToArray());
        }

        var exception = Assert.ThrowsAny<StorageException>(() => SqliteStateStore.Open(StateFile, fsync: false));

        Assert.Contains(StateFile, exception.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
        Assert.Contains(".recover", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE image SET digest = x'00'", "table image, repository 1, row 1")]
    [InlineData("UPDATE image SET status = 9", "status 9")]
    [InlineData("UPDATE image SET layers = x'20ff'", "cut off")]
    [InlineData("UPDATE tag SET tag = '-x'", "table tag")]
    [InlineData("UPDATE layer SET digest = x'0000'", "table layer")]
    public async Task LoadContentsAsync_WithACorruptRow_SaysWhere(string statement, string where)
    {
        await Store.CommitAsync(
        [
            new RepositoryCreated(Repository(1, "a")),
            new LayerStored(1, new StoredLayer(DigestOf(4), 1, null, Now)),
            new ImageStored(1, Image(1), Bytes("m")),
            new TagStored(1, new StoredTag(Names.Tag.Parse("v1"), DigestOf(1), 1)),
        ]);
        await ExecuteAsync(statement);

        var exception = await Assert.ThrowsAnyAsync<StorageException>(() => Store.LoadContentsAsync(1, Token));

        Assert.Contains(where, exception.Message, StringComparison.Ordinal);
        Assert.Contains(StateFile, exception.Message, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    private protected override async Task<StoredState> ReloadAsync()
    {
        await Store.DisposeAsync();
        Store = SqliteStateStore.Open(StateFile, fsync: false);
        return await Store.LoadAsync(Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StateFile};Pooling=False");
        await connection.OpenAsync(Token);
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
