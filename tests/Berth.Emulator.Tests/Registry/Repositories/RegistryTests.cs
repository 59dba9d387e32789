using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Events;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Emulator.Tests.Storage;
using Berth.Names;

namespace Berth.Emulator.Tests.Registry.Repositories;

public sealed class RegistryTests : IAsyncLifetime
{
    private static readonly RegistryKey Key = new(AccountId.Parse("123456789012"), Region.Parse("us-east-1"));
    private static readonly RepositoryName Name = RepositoryName.Parse("aa");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestStateStore store = new();
    private EmulatorState state = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RegistryState Registry => state.Registry(Key);

    [Fact]
    public async Task CreateAsync_ConcurrentlyWithOneName_SucceedsOnce()
    {
        var created = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            async () => await Registry.CreateAsync(Name, new RepositorySettings(), Now, Token))));

        Assert.Single(created, repository => repository is not null);
        Assert.Equal(["aa"], Registry.Names);
    }

    [Fact]
    public async Task CreateAsync_ThatCannotBeStored_LeavesNothing()
    {
        store.IsFull = true;

        await Assert.ThrowsAsync<StorageException>(async () => await CreateAsync());

        Assert.Null(Registry.Find(Name));
        Assert.Empty(Registry.Names);
    }

    [Fact]
    public async Task EditAsync_ThatCannotBeStored_ChangesNothing()
    {
        var repository = await CreateAsync();
        store.IsFull = true;

        await Assert.ThrowsAsync<StorageException>(async () => await ScanOnPushAsync(repository));

        Assert.False(repository.Settings.ScanOnPush);
        await Assert.ThrowsAsync<StorageException>(async () => await Registry.DeleteAsync(repository, evenWithImages: true, Token));
        Assert.Same(repository, Registry.Find(Name));
        store.IsFull = false;
        await ScanOnPushAsync(repository);
        Assert.True(repository.Settings.ScanOnPush);
    }

    [Fact]
    public async Task EditAsync_OfADeletedRepository_IsGone()
    {
        var repository = await CreateAsync();
        await Registry.DeleteAsync(repository, evenWithImages: false, Token);

        Assert.True((await repository.EditAsync(_ => 1, Token)).IsGone);
    }

    [Fact]
    public async Task EditAsync_WhileACommitRuns_SharesTheNextCommitAndIsInvisibleUntilThen()
    {
        var repository = await CreateAsync();
        var before = store.Commits.Count;
        store.HoldCommits();
        var edits = Enumerable.Range(0, 20).Select(number => PutLayerAsync(repository, number)).ToArray();

        Assert.DoesNotContain(edits, edit => edit.IsCompleted);
        Assert.Equal(0, (await repository.GetImagesAsync(Token)).Layers.Count);
        store.ReleaseCommits();
        await Task.WhenAll(edits);

        Assert.Equal(20, (await repository.GetImagesAsync(Token)).Layers.Count);
        Assert.Equal([1, 19], store.Commits.Skip(before).Select(commit => commit.Length));
    }

    [Fact]
    public async Task EditAsync_BasedOnACommitThatFails_FailsToo()
    {
        var repository = await CreateAsync();
        store.HoldCommits();
        var first = PutLayerAsync(repository, 1);
        var second = PutLayerAsync(repository, 2);
        var read = repository.EditAsync(edit => edit.Images.Layers.Count, Token).AsTask();
        store.IsFull = true;
        store.ReleaseCommits();

        await Assert.ThrowsAsync<StorageException>(() => first);
        await Assert.ThrowsAsync<StorageException>(() => second);
        await Assert.ThrowsAsync<StorageException>(() => read);
        Assert.Equal(0, (await repository.GetImagesAsync(Token)).Layers.Count);
        Assert.Equal(0, (await repository.EditAsync(edit => edit.Images.Layers.Count, Token)).Answer);
    }

    [Fact]
    public async Task GetImagesAsync_WhileAnotherRepositoryLoads_DoesNotWait()
    {
        var slow = await CreateAsync();
        await Registry.CreateAsync(RepositoryName.Parse("bb"), new RepositorySettings(), Now, Token);
        await using var next = await EmulatorState.OpenAsync(store, Token);
        store.HoldLoads();
        var loading = next.Registry(Key).Find(Name)!.GetImagesAsync(Token).AsTask();
        await store.LoadStarted.Task.WaitAsync(Token);

        // Another repository, settings of the same one, and a creation.
        var created = await next.Registry(Key).CreateAsync(RepositoryName.Parse("cc"), new RepositorySettings(), Now, Token);
        await PutLayerAsync(created!, 1);
        Assert.False(next.Registry(Key).Find(Name)!.Settings.ScanOnPush);
        Assert.False(loading.IsCompleted);

        store.ReleaseLoads();
        Assert.True((await loading).IsEmpty);
        Assert.NotNull(slow);
    }

    [Fact]
    public async Task RecordPull_WithAFullDisk_IsVisibleAndStoredLater()
    {
        var repository = await CreateAsync();
        var image = await PutImageAsync(repository);
        store.IsFull = true;

        repository.RecordPull(image, Now);

        Assert.Equal(Now, (await repository.GetImagesAsync(Token)).Find(image.Digest)!.LastPulledAt);
        Assert.NotNull(await repository.ReadManifestAsync(image, Token));
        store.IsFull = false;
        await state.DisposeAsync();
        Assert.Equal(Now, Assert.Single((await store.LoadContentsAsync(repository.Id, Token)).Images).LastPulledAt);
    }

    [Fact]
    public async Task RecordPull_WhileACommitRuns_IsNotLost()
    {
        var repository = await CreateAsync();
        var image = await PutImageAsync(repository);
        store.HoldCommits();
        var edit = PutLayerAsync(repository, 1);

        repository.RecordPull(image, Now);
        Assert.Equal(Now, (await repository.GetImagesAsync(Token)).Find(image.Digest)!.LastPulledAt);
        store.ReleaseCommits();
        await edit;

        Assert.Equal(Now, (await repository.GetImagesAsync(Token)).Find(image.Digest)!.LastPulledAt);
    }

    [Fact]
    public async Task Events_OfCommits_ArriveInOrderAndOnlyAfterTheCommit()
    {
        using var subscription = state.Events.Subscribe(100);
        var repository = await CreateAsync();
        var image = await PutImageAsync(repository);
        store.IsFull = true;
        await Assert.ThrowsAsync<StorageException>(async () => await ScanOnPushAsync(repository));
        store.IsFull = false;
        await ScanOnPushAsync(repository);
        await repository.EditAsync(
            edit =>
            {
                edit.Put(image with { Status = ImageStatus.Archived });
                edit.Remove(image.Digest, RemovalCause.LifecyclePolicy);
                return true;
            },
            Token);
        await Registry.SetAsync("scanning", "{}", Token);
        await Registry.DeleteAsync(repository, evenWithImages: true, Token);

        var types = new List<string>();
        while (subscription.Reader.TryRead(out var occurred))
        {
            types.Add(occurred.GetType().Name);
        }

        Assert.Equal(
            [
                nameof(RepositoryCreatedEvent), nameof(ImagePushedEvent), nameof(ImageTaggedEvent), nameof(RepositorySettingsChangedEvent),
                nameof(ImageArchivedEvent), nameof(ImageUntaggedEvent), nameof(ImageDeletedEvent), nameof(RegistrySettingChangedEvent),
                nameof(RepositoryDeletedEvent),
            ],
            types);
    }

    [Fact]
    public async Task Events_BeyondTheCapacity_AreCountedAndDelayNoCaller()
    {
        using var subscription = state.Events.Subscribe(1);
        var repository = await CreateAsync();
        await ScanOnPushAsync(repository);
        await ScanOnPushAsync(repository);

        Assert.Equal(2, subscription.Missed);
        Assert.True(subscription.Reader.TryRead(out var first));
        Assert.IsType<RepositoryCreatedEvent>(first);
    }

    [Fact]
    public async Task SetAsync_ARegistrySetting_IsThereAfterARestart()
    {
        await Registry.SetAsync("registryPolicy", "{\"a\":1}", Token);
        Assert.Equal("{\"a\":1}", Registry.Settings.Find("registryPolicy"));

        await using var next = await EmulatorState.OpenAsync(store, Token);

        Assert.Equal("{\"a\":1}", next.Registry(Key).Settings.Find("registryPolicy"));
        Assert.Null(next.Registry(Key with { Region = Region.Parse("eu-west-1") }).Settings.Find("registryPolicy"));
    }

    public async ValueTask InitializeAsync() => state = await EmulatorState.OpenAsync(store, Token);

    public ValueTask DisposeAsync() => state.DisposeAsync();

    private static async Task PutLayerAsync(Repository repository, int number) => await repository.EditAsync(
        edit =>
        {
            edit.Put(new StoredLayer(Digest.OfSha256(Enumerable.Repeat((byte)number, 32).ToArray()), 1, null, Now));
            return true;
        },
        Token);

    private static async Task<StoredImage> PutImageAsync(Repository repository)
    {
        var digest = Digest.OfSha256(new byte[32]);
        await repository.EditAsync(
            edit =>
            {
                edit.Put(new StoredImage { Digest = digest, ManifestMediaType = "x", PushedAt = Now }, "{}"u8.ToArray());
                edit.PutTag(Tag.Parse("v1"), digest);
                return true;
            },
            Token);
        return (await repository.GetImagesAsync(Token)).Find(digest)!;
    }

    private static async Task ScanOnPushAsync(Repository repository) => await repository.EditAsync(
        edit =>
        {
            edit.Set(edit.Settings with { ScanOnPush = true });
            return true;
        },
        Token);

    private async Task<Repository> CreateAsync() => (await Registry.CreateAsync(Name, new RepositorySettings(), Now, Token))!;
}
