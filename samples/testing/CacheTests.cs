using Berth.Testing;

namespace Testing;

/// <summary>What happens to a project's images and to its layer cache, on a registry that behaves like Amazon ECR.</summary>
public sealed class CacheTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VersionTag_PushedTwice_IsRefused()
    {
        await using var registry = await TestRegistry.StartAsync(cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        var image = await repository.PushAsync(TestImage.Of("hello"), "20251203.1.production.k3v9x0aq", Token);

        var again = () => repository.PushAsync(TestImage.Of("changed"), "20251203.1.production.k3v9x0aq", Token);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(again);
        Assert.Contains("TAG_INVALID", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(image.Digest, await repository.FindAsync("20251203.1.production.k3v9x0aq", Token));
    }

    [Fact]
    public async Task CacheTag_Moved_LeavesNothingAfterThreeDays()
    {
        await using var registry = await TestRegistry.StartAsync(cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        await repository.PushAsync(TestImage.Of("hello"), "20251203.1.production.k3v9x0aq", Token);
        var former = await repository.PushAsync(TestImage.CacheOf("first build"), "cache", Token);
        var current = await repository.PushAsync(TestImage.CacheOf("second build"), "cache", Token);

        await registry.AdvanceAsync(TimeSpan.FromDays(3.1), Token);

        Assert.False(await repository.HasAsync(former.Digest!, Token));
        Assert.True(await repository.HasAsync(current.Digest!, Token));
        Assert.Equal(2, (await repository.GetImagesAsync(Token)).Count);
    }
}
