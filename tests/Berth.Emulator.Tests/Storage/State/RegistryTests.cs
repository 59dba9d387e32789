using System.Collections.Immutable;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Tests.Storage.State;

public sealed class RegistryTests
{
    private static readonly RegistryKey Key = new(AccountId.Parse("123456789012"), Region.Parse("us-east-1"));
    private static readonly RepositoryName Name = RepositoryName.Parse("aa");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task CreateAsync_ByManyAtOnce_SucceedsOnce()
    {
        await using var state = new EmulatorState(new NullJournal());
        var registry = state.Registry(Key);

        var created = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () => await registry.CreateAsync(Name, new RepositorySettings(), Now, CancellationToken.None))));

        Assert.Single(created, repository => repository is not null);
        Assert.Equal(["aa"], registry.Names);
    }

    [Fact]
    public async Task CreateAsync_ThatCannotBeStored_LeavesNothing()
    {
        await using var state = new EmulatorState(new FullJournal());
        var registry = state.Registry(Key);

        await Assert.ThrowsAsync<StorageException>(
            async () => await registry.CreateAsync(Name, new RepositorySettings(), Now, CancellationToken.None));

        Assert.Null(registry.Find(Name));
        Assert.Empty(registry.Names);
    }

    [Fact]
    public async Task EditAsync_ThatCannotBeStored_ChangesNothing()
    {
        var journal = new FullJournal { IsFull = false };
        await using var state = new EmulatorState(journal);
        var repository = await state.Registry(Key).CreateAsync(Name, new RepositorySettings(), Now, CancellationToken.None);
        journal.IsFull = true;

        await Assert.ThrowsAsync<StorageException>(async () => await repository!.EditAsync(
            edit =>
            {
                edit.Set(edit.Settings with { ScanOnPush = true });
                return true;
            },
            CancellationToken.None));

        Assert.False(repository!.Settings.ScanOnPush);
        await Assert.ThrowsAsync<StorageException>(
            async () => await state.Registry(Key).DeleteAsync(repository, evenWithImages: true, CancellationToken.None));
        Assert.NotNull(state.Registry(Key).Find(Name));
    }

    [Fact]
    public async Task EditAsync_OfADeletedRepository_IsGone()
    {
        await using var state = new EmulatorState(new NullJournal());
        var repository = await state.Registry(Key).CreateAsync(Name, new RepositorySettings(), Now, CancellationToken.None);
        await state.Registry(Key).DeleteAsync(repository!, evenWithImages: false, CancellationToken.None);

        var result = await repository!.EditAsync(_ => 1, CancellationToken.None);

        Assert.True(result.IsGone);
    }

    private sealed class FullJournal : IJournal
    {
        public bool IsFull { get; set; } = true;

        public ReadOnlyMemory<byte> Secret { get; } = new byte[32];

        public IReadOnlyList<StoredRepository> LoadRepositories() => [];

        public ImageSet? LoadImages(long repository) => null;

        public bool? HoldsLayer(Digest digest) => null;

        public Task AppendAsync(ImmutableArray<JournalEntry> entries) =>
            IsFull ? Task.FromException(new StorageException("the disk is full")) : Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
