using System.Net;
using System.Text.Json;
using Berth.Names;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Testing.Tests;

public sealed class TestRepositoryTests : RegistryTest
{
    [Fact]
    public async Task PushAsync_Image_IsThereThroughBothDoors()
    {
        var repository = await Registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        var image = TestImage.Of("hello");
        var reference = await repository.PushAsync(image, "v1", Token);
        Assert.Equal($"{Registry.Registry.Host}/deployments/proj_abc:v1@{image.Digest}", reference.ToString());
        Assert.Equal(image.Digest, await repository.FindAsync("v1", Token));
        Assert.Equal(image.Manifest.ToArray(), (await repository.PullAsync(image.Digest, Token))!.Value.ToArray());
        foreach (var (digest, blob) in image.Blobs)
        {
            Assert.Equal(blob.ToArray(), await Registry.Http.GetByteArrayAsync(new Uri($"/v2/deployments/proj_abc/blobs/{digest}", UriKind.Relative), Token));
        }
    }

    [Fact]
    public async Task PushAsync_Untagged_HasNoTag()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        var image = TestImage.Of("hello");
        await repository.PushAsync(image, cancellationToken: Token);
        var description = Assert.Single(await repository.GetImagesAsync(Token));
        Assert.Empty(description.Tags);
        Assert.True(await repository.HasAsync(image.Digest, Token));
    }

    [Fact]
    public async Task PushAsync_Index_PushesItsImages()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        var index = TestImage.IndexOf(TestImage.Of("app"), TestImage.Of("app", Platform.Parse("linux/arm64/v8")));
        await repository.PushAsync(index, "v1", Token);
        Assert.Equal(3, (await repository.GetImagesAsync(Token)).Count);
        Assert.Equal("arm64", JsonDocument.Parse(index.Manifest).RootElement.GetProperty("manifests")[1].GetProperty("platform").GetProperty("architecture").GetString());
    }

    [Fact]
    public async Task PushAsync_Referrer_IsFoundByItsSubject()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        var image = TestImage.Of("hello");
        var sbom = TestImage.ReferrerOf(image, "application/spdx+json", """{"name":"hello"}""");
        await repository.PushAsync(image, "v1", Token);
        await repository.PushAsync(sbom, cancellationToken: Token);
        var referrers = await Registry.Http.GetStringAsync(new Uri($"/v2/app/referrers/{image.Digest}", UriKind.Relative), Token);
        Assert.Contains(sbom.Digest.ToString(), referrers, StringComparison.Ordinal);
        Assert.Contains((await repository.GetImagesAsync(Token)), described => described.Subject == image.Digest);
    }

    [Fact]
    public async Task PushAsync_ImmutableTagAgain_IsRefused()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        await repository.PushAsync(TestImage.Of("one"), "v1", Token);
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => repository.PushAsync(TestImage.Of("two"), "v1", Token));
        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.Contains("TAG_INVALID", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushAsync_CacheAgain_LeavesTheFormerUntagged()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        var former = TestImage.CacheOf("one");
        await repository.PushAsync(former, "cache", Token);
        await repository.PushAsync(TestImage.CacheOf("two"), "cache", Token);
        var left = Assert.Single(await repository.GetImagesAsync(Token), image => image.Tags.Count == 0);
        Assert.Equal(former.Digest, left.Digest);
        Assert.Equal("application/vnd.buildkit.cacheconfig.v0", left.ArtifactType);
    }

    [Fact]
    public async Task PushAsync_RepositoryThatIsNotThere_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => Registry.Repository("nowhere").PushAsync(TestImage.Of("one"), "v1", Token));
        Assert.Contains("NAME_UNKNOWN", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullAsync_ImageThatIsNotThere_IsNull()
    {
        var repository = await Registry.CreateRepositoryAsync("app", Token);
        Assert.Null(await repository.PullAsync(TestImage.Of("never").Digest, Token));
        Assert.False(await repository.HasAsync(TestImage.Of("never").Digest, Token));
        Assert.Null(await repository.FindAsync("v1", Token));
    }

    [Fact]
    public async Task CreateRepositoryAsync_WithSettings_SetsThemAlone()
    {
        var repository = await Registry.CreateRepositoryAsync("plain", TagMutability.Mutable, null, Token);
        var description = await Registry.Ecr.Repositories.DescribeRepositoryAsync(repository.Name, Token);
        Assert.Equal(TagMutability.Mutable, description!.TagMutability);
        Assert.Null(await Registry.Ecr.Repositories.GetLifecyclePolicyAsync(repository.Name, Token));
    }

    [Fact]
    public async Task CreateRepositoryAsync_NameThatIsTaken_Throws()
    {
        await Registry.CreateRepositoryAsync("app", Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Registry.CreateRepositoryAsync("app", Token));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a")]
    [InlineData("a//b")]
    public async Task CreateRepositoryAsync_NameThatIsNone_Throws(string name) =>
        await Assert.ThrowsAsync<FormatException>(() => Registry.CreateRepositoryAsync(name, Token));
}
