using System.Text.Json;
using Berth.Clients.Tests.Identities;

namespace Berth.Clients.Tests.Containers;

/// <summary>skopeo, unmodified, pushes to the emulator and pulls from it; umoci makes and reads the images.</summary>
public sealed class SkopeoTests(ContainerFixture fixture) : IClassFixture<ContainerFixture>
{
    [Fact]
    public async Task PushPullInspectAndList_AnImage_Work()
    {
        var skopeo = await ReadyAsync();
        await PushAsync(skopeo, "skopeo-1", "one");
        (await fixture.RunAsync(skopeo, "copy", "--insecure-policy", "--src-tls-verify=false", ImageOf("skopeo-1"), $"oci:{fixture.PathOf("pulled")}:v1")).Succeeded();
        var pushed = await File.ReadAllTextAsync(Path.Combine(fixture.PathOf("skopeo-1"), "index.json"), TestContext.Current.CancellationToken);
        var inspected = (await fixture.RunAsync(skopeo, "inspect", "--tls-verify=false", ImageOf("skopeo-1"))).Succeeded();
        using var json = JsonDocument.Parse(inspected);
        Assert.Contains(json.RootElement.GetProperty("Digest").GetString()!, pushed, StringComparison.Ordinal);
        var tags = (await fixture.RunAsync(skopeo, "list-tags", "--tls-verify=false", $"docker://{fixture.Repository}")).Succeeded();
        Assert.Contains("skopeo-1", tags, StringComparison.Ordinal);
        var described = await fixture.EcrAsync("DescribeImages", """{"repositoryName":"demo/app","imageIds":[{"imageTag":"skopeo-1"}]}""");
        Assert.Equal(json.RootElement.GetProperty("Digest").GetString(), described.GetProperty("imageDetails")[0].GetProperty("imageDigest").GetString());
    }

    [Fact]
    public async Task Push_OverAnImmutableTag_IsRefusedAndOverTheCacheTagNot()
    {
        var skopeo = await ReadyAsync();
        await PushAsync(skopeo, "fixed", "one");
        await PushAsync(skopeo, "cache", "one");
        await PushAsync(skopeo, "cache", "two");
        var again = await CopyAsync(skopeo, "fixed", "two");
        Assert.Contains(
            "The image tag 'fixed' already exists in the 'demo/app' repository and cannot be overwritten because the tag is immutable.",
            again.Failed(),
            StringComparison.Ordinal);
        var untagged = await fixture.EcrAsync("ListImages", """{"repositoryName":"demo/app","filter":{"tagStatus":"UNTAGGED"}}""");
        Assert.Equal(1, untagged.GetProperty("imageIds").GetArrayLength());
    }

    [Fact]
    public async Task Push_AsDockersSchema2_KeepsItsMediaType()
    {
        var skopeo = await ReadyAsync();
        (await CopyAsync(skopeo, "docker", "docker", "--format", "v2s2")).Succeeded();
        var described = await fixture.EcrAsync("DescribeImages", """{"repositoryName":"demo/app","imageIds":[{"imageTag":"docker"}]}""");
        Assert.Equal(
            "application/vnd.docker.distribution.manifest.v2+json",
            described.GetProperty("imageDetails")[0].GetProperty("imageManifestMediaType").GetString());
    }

    [Fact]
    public async Task Delete_AnImage_RemovesIt()
    {
        var skopeo = await ReadyAsync();
        await PushAsync(skopeo, "gone", "gone");
        (await fixture.RunAsync(skopeo, "delete", "--tls-verify=false", ImageOf("gone"))).Succeeded();
        (await fixture.RunAsync(skopeo, "inspect", "--tls-verify=false", ImageOf("gone"))).Failed();
    }

    [Fact]
    public async Task Umoci_ImageOfItsMaking_SurvivesTheWayThroughTheRegistry()
    {
        var skopeo = await ReadyAsync();
        var umoci = ClientProgram.Require("umoci", "umoci");
        var layout = fixture.PathOf("umoci");
        var content = Directory.CreateDirectory(fixture.PathOf("content")).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, "file"), "from umoci", TestContext.Current.CancellationToken);
        (await fixture.RunAsync(umoci, "init", "--layout", layout)).Succeeded();
        (await fixture.RunAsync(umoci, "new", "--image", $"{layout}:v1")).Succeeded();
        (await fixture.RunAsync(umoci, "insert", "--rootless", "--image", $"{layout}:v1", content, "/data")).Succeeded();
        (await fixture.RunAsync(skopeo, "copy", "--insecure-policy", "--dest-tls-verify=false", $"oci:{layout}:v1", ImageOf("umoci"))).Succeeded();
        (await fixture.RunAsync(skopeo, "copy", "--insecure-policy", "--src-tls-verify=false", ImageOf("umoci"), $"oci:{layout}-back:v1")).Succeeded();
        (await fixture.RunAsync(umoci, "unpack", "--rootless", "--image", $"{layout}-back:v1", fixture.PathOf("bundle"))).Succeeded();
        Assert.Equal(
            "from umoci",
            await File.ReadAllTextAsync(Path.Combine(fixture.PathOf("bundle"), "rootfs", "data", "file"), TestContext.Current.CancellationToken));
    }

    private async Task<string> ReadyAsync()
    {
        var skopeo = ClientProgram.Require("skopeo", "skopeo");
        await fixture.LoginAsync(skopeo);
        return skopeo;
    }

    private string ImageOf(string tag) => $"docker://{fixture.Repository}:{tag}";

    private async Task PushAsync(string skopeo, string tag, string content) => (await CopyAsync(skopeo, tag, content)).Succeeded();

    private Task<ClientResult> CopyAsync(string skopeo, string tag, string content, params string[] options)
    {
        var layout = fixture.PathOf(tag);
        if (Directory.Exists(layout))
        {
            Directory.Delete(layout, recursive: true);
        }

        ImageLayout.Write(layout, content);
        return fixture.RunAsync(skopeo, ["copy", "--insecure-policy", "--dest-tls-verify=false", .. options, $"oci:{layout}", ImageOf(tag)]);
    }
}
