namespace Berth.Clients.Tests.Containers;

/// <summary>buildah, unmodified, builds with its cache in the emulator, pushes images and lists of them, and pulls.</summary>
public sealed class BuildahTests(ContainerFixture fixture) : IClassFixture<ContainerFixture>
{
    [Fact]
    public async Task BuildPushAndPull_WithTheCacheInARepository_Work()
    {
        var buildah = await ReadyAsync();
        var context = Directory.CreateDirectory(fixture.PathOf("context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "Containerfile"), "FROM scratch\nCOPY one /one\nCOPY two /two\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(context, "one"), "1", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(context, "two"), "2", TestContext.Current.CancellationToken);
        var cache = $"{fixture.Emulator.RegistryHost}/demo/layers";

        (await BuildAsync(buildah, context, cache, "first")).Succeeded();
        var cached = await fixture.EcrAsync("ListImages", """{"repositoryName":"demo/layers"}""");
        Assert.Equal(2, cached.GetProperty("imageIds").GetArrayLength());

        // Another storage has nothing of its own, so what it need not build again came from the registry.
        var second = (await BuildAsync(buildah, context, cache, "second")).Succeeded();
        Assert.Contains("Using cache", second, StringComparison.OrdinalIgnoreCase);

        (await RunAsync(buildah, "second", "push", "--tls-verify=false", $"{fixture.Repository}:second")).Succeeded();
        (await RunAsync(buildah, "third", "pull", "--tls-verify=false", $"{fixture.Repository}:second")).Succeeded();

        (await RunAsync(buildah, "third", "manifest", "create", "list")).Succeeded();
        (await RunAsync(buildah, "third", "manifest", "add", "--tls-verify=false", "list", $"docker://{fixture.Repository}:second")).Succeeded();
        (await RunAsync(buildah, "third", "manifest", "push", "--tls-verify=false", "--all", "list", $"docker://{fixture.Repository}:list")).Succeeded();
        var described = await fixture.EcrAsync("DescribeImages", """{"repositoryName":"demo/app","imageIds":[{"imageTag":"list"}]}""");
        Assert.Equal(
            "application/vnd.oci.image.index.v1+json",
            described.GetProperty("imageDetails")[0].GetProperty("imageManifestMediaType").GetString());
    }

    private async Task<string> ReadyAsync()
    {
        var buildah = ClientProgram.Require("buildah", "buildah");
        await fixture.LoginAsync(ClientProgram.Require("skopeo", "skopeo"));
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Skip("buildah with its plainest storage needs root");
        }

        return buildah;
    }

    private Task<ClientResult> BuildAsync(string buildah, string context, string cache, string storage) => RunAsync(
        buildah, storage, "build", "--isolation", "chroot", "--layers", "--tls-verify=false", "--cache-to", cache, "--cache-from", cache, "-t", $"{fixture.Repository}:second", context);

    private Task<ClientResult> RunAsync(string buildah, string storage, params string[] arguments) => fixture.RunAsync(
        buildah, ["--storage-driver", "vfs", "--root", fixture.PathOf($"{storage}/root"), "--runroot", fixture.PathOf($"{storage}/run"), .. arguments]);
}
