using System.Collections.Immutable;
using System.Text;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Tests.Storage;

/// <summary>The behavior of every state store. Each implementation has a test class that derives from this.</summary>
public abstract class StateStoreContract : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected IStateStore Store { get; set; } = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAsync_Repositories_AreInOrderWithTheirSettings()
    {
        await Store.CommitAsync([new RepositoryCreated(Repository(1, "b")), new RepositoryCreated(Repository(2, "a"))]);
        await Store.CommitAsync([new RepositoryCreated(Repository(3, "c")), new RepositorySettingsChanged(1, "{\"x\":1}")]);
        await Store.CommitAsync([new RepositoryDeleted(3)]);

        var state = await ReloadAsync();

        Assert.Equal([Repository(2, "a"), Repository(1, "b") with { Settings = "{\"x\":1}" }], state.Repositories);
        Assert.Equal(32, state.Secret.Length);
    }

    [Fact]
    public async Task LoadAsync_RegistrySettings_AreTheLastOnes()
    {
        var setting = new StoredRegistrySetting(EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion, "scanning", "1");
        await Store.CommitAsync([new RegistrySettingChanged(setting), new RegistrySettingChanged(setting with { Document = "{\"unknown\":2}" })]);

        Assert.Equal([setting with { Document = "{\"unknown\":2}" }], (await ReloadAsync()).RegistrySettings);
    }

    [Fact]
    public async Task LoadContentsAsync_FullyPopulatedImage_HasAllItsData()
    {
        var image = Image(1) with
        {
            Sequence = 7,
            ManifestSize = 8,
            ArtifactMediaType = "text/plain",
            Size = 1L << 40,
            LastPulledAt = Now.AddDays(1),
            Status = ImageStatus.Archived,
            LastArchivedAt = Now.AddDays(2),
            LastActivatedAt = Now.AddDays(3),
            Subject = DigestOf(2),
            Children = [DigestOf(3), Digest.Parse("sha512:" + new string('c', 128))],
            Layers = [DigestOf(4)],
        };
        var tag = new StoredTag(Tag.Parse("v1"), image.Digest, 5);
        var layer = new StoredLayer(DigestOf(4), 10, "application/x", Now);
        await Store.CommitAsync(
        [
            new RepositoryCreated(Repository(1, "a")), new LayerStored(1, layer), new ImageStored(1, image, Bytes("manifest")), new TagStored(1, tag),
        ]);

        var contents = await Store.LoadContentsAsync(1, Token);

        var found = Assert.Single(contents.Images);
        Assert.Equal(image.Children, found.Children);
        Assert.Equal(image.Layers, found.Layers);
        Assert.Equal(image with { Children = [], Layers = [] }, found with { Children = [], Layers = [] });
        Assert.Equal([tag], contents.Tags);
        Assert.Equal([layer], contents.Layers);
        Assert.Equal("manifest", await ManifestAsync(1, image.Digest));
    }

    [Fact]
    public async Task ImageStored_WithoutManifest_KeepsTheManifest()
    {
        await Store.CommitAsync([new RepositoryCreated(Repository(1, "a")), new ImageStored(1, Image(1), Bytes("m"))]);
        await Store.CommitAsync([new ImageStored(1, Image(1) with { Status = ImageStatus.Archived }, null)]);

        Assert.Equal(ImageStatus.Archived, Assert.Single((await Store.LoadContentsAsync(1, Token)).Images).Status);
        Assert.Equal("m", await ManifestAsync(1, DigestOf(1)));
    }

    [Fact]
    public async Task ImagePulled_OfAnImage_ChangesThatTimeOnly()
    {
        await Store.CommitAsync([new RepositoryCreated(Repository(1, "a")), new ImageStored(1, Image(1), Bytes("m"))]);
        await Store.CommitAsync([new ImagePulled(1, DigestOf(1), Now), new ImagePulled(1, DigestOf(2), Now), new ImagePulled(9, DigestOf(1), Now)]);

        var image = Assert.Single((await Store.LoadContentsAsync(1, Token)).Images);
        Assert.Equal(Image(1) with { LastPulledAt = Now }, image with { Children = [], Layers = [] });
    }

    [Fact]
    public async Task Removals_OfImageTagAndLayer_LeaveNothing()
    {
        await Store.CommitAsync(
        [
            new RepositoryCreated(Repository(1, "a")),
            new LayerStored(1, new StoredLayer(DigestOf(4), 1, null, Now)),
            new ImageStored(1, Image(1), Bytes("m")),
            new TagStored(1, new StoredTag(Tag.Parse("v1"), DigestOf(1), 1)),
        ]);
        await Store.CommitAsync([new TagRemoved(1, Tag.Parse("v1")), new ImageRemoved(1, DigestOf(1)), new LayerRemoved(1, DigestOf(4))]);

        var contents = await Store.LoadContentsAsync(1, Token);
        Assert.Empty(contents.Images);
        Assert.Empty(contents.Tags);
        Assert.Empty(contents.Layers);
        Assert.Null(await Store.ReadManifestAsync(1, DigestOf(1), Token));
        Assert.False(await Store.HasLayerAsync(DigestOf(4), Token));
    }

    [Fact]
    public async Task HasLayerAsync_LayerOfTwoRepositories_UntilBothAreWithoutIt()
    {
        var layer = new StoredLayer(DigestOf(4), 1, null, Now);
        await Store.CommitAsync(
        [
            new RepositoryCreated(Repository(1, "a")), new RepositoryCreated(Repository(2, "b")), new LayerStored(1, layer), new LayerStored(1, layer), new LayerStored(2, layer),
        ]);

        await Store.CommitAsync([new LayerRemoved(1, DigestOf(4)), new LayerRemoved(1, DigestOf(4))]);
        Assert.True(await Store.HasLayerAsync(DigestOf(4), Token));
        await Store.CommitAsync([new RepositoryDeleted(2)]);
        Assert.False(await Store.HasLayerAsync(DigestOf(4), Token));
    }

    [Fact]
    public async Task LoadContentsAsync_UnknownRepository_IsEmpty() => Assert.Empty((await Store.LoadContentsAsync(99, Token)).Images);

    [Fact]
    public async Task CommitAsync_ManyConcurrently_StoresAll()
    {
        await Task.WhenAll(Enumerable.Range(1, 200).Select(id => Store.CommitAsync([new RepositoryCreated(Repository(id, $"r{id:D3}"))])));

        Assert.Equal(200, (await ReloadAsync()).Repositories.Count);
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Loads the state, from a new store over the same data if the store is durable.</summary>
    private protected virtual Task<StoredState> ReloadAsync() => Store.LoadAsync(Token);

    private protected static StoredRepository Repository(long id, string name) =>
        new(id, EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion, RepositoryName.Parse("x/" + name), Now, "{}");

    private protected static StoredImage Image(int number) => new()
    {
        Digest = DigestOf(number),
        Sequence = number,
        ManifestMediaType = "application/vnd.oci.image.manifest.v1+json",
        PushedAt = Now,
        Children = [],
        Layers = [],
    };

    private protected static Digest DigestOf(int number) => Digest.Parse("sha256:" + new string((char)('a' + (number % 6)), 64));

    private protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<string> ManifestAsync(long repository, Digest digest) =>
        Encoding.UTF8.GetString((await Store.ReadManifestAsync(repository, digest, Token))!.Value.Span);
}
