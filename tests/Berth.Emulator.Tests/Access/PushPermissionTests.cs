using System.Security.Cryptography;
using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Policies;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>The permissions of pushes that take one request: mounting a blob, and uploading it as a whole.</summary>
public sealed class PushPermissionTests
{
    private const string Push = "ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload";

    private static readonly string Digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("layer")));
    private static readonly string Source = Repository("projects/a");
    private static readonly string Target = Repository("projects/b");

    [Theory]
    [InlineData("ecr:GetDownloadUrlForLayer", 201)]
    [InlineData("ecr:BatchGetImage ecr:BatchCheckLayerAvailability", 202)]
    public async Task Mount_Source_NeedsThePermissionToReadLayers(string onSource, int status)
    {
        await using var emulator = await StartAsync(Allow(Push, Target), Allow(onSource, Source));
        using var caller = await LoginAsync(emulator);

        // Without the permission an upload begins, as if the source did not have the blob.
        var mount = await caller.SendAsync(HttpMethod.Post, $"/v2/projects/b/blobs/uploads/?mount={Digest}&from=projects/a");

        Assert.Equal(status, mount.Status);
    }

    [Theory]
    [InlineData(Push, 201, null)]
    [InlineData("ecr:InitiateLayerUpload", 403, "ecr:UploadLayerPart")]
    [InlineData("ecr:InitiateLayerUpload ecr:UploadLayerPart", 403, "ecr:CompleteLayerUpload")]
    [InlineData("ecr:InitiateLayerUpload ecr:CompleteLayerUpload", 403, "ecr:UploadLayerPart")]
    [InlineData("ecr:UploadLayerPart ecr:CompleteLayerUpload", 403, "ecr:InitiateLayerUpload")]
    public async Task Upload_InOneRequest_NeedsAllThreeActions(string actions, int status, string? denied)
    {
        await using var emulator = await StartAsync(Allow(actions, Target), Allow("ecr:BatchCheckLayerAvailability", Target));
        using var caller = await LoginAsync(emulator);

        var upload = await caller.SendAsync(HttpMethod.Post, $"/v2/projects/b/blobs/uploads/?digest={Digest}", "layer", "application/octet-stream");

        Assert.Equal(status, upload.Status);
        if (denied is not null)
        {
            Assert.Contains($"to perform: {denied} on resource: {Target}", upload.Message, StringComparison.Ordinal);
        }

        Assert.Equal(denied is null ? 200 : 404, (await caller.SendAsync(HttpMethod.Head, $"/v2/projects/b/blobs/{Digest}")).Status);
    }

    private static async Task<BerthEmulator> StartAsync(params string[] statements)
    {
        var access = new AccessCase("push", AccessReason.Allowed) { Identity = Document([.. statements, Allow("ecr:GetAuthorizationToken")]) };
        var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(access)) }, TestContext.Current.CancellationToken);
        using var administrator = new SignedEcr(emulator, AccessSetting.AdministratorOf(Home));
        await administrator.OkAsync("CreateRepository", """{"repositoryName":"projects/a"}""");
        await administrator.OkAsync("CreateRepository", """{"repositoryName":"projects/b"}""");
        await administrator.LoginAsync(Home);
        var pushed = await administrator.SendAsync(HttpMethod.Post, $"/v2/projects/a/blobs/uploads/?digest={Digest}", "layer", "application/octet-stream");
        Assert.Equal(201, pushed.Status);
        return emulator;
    }

    private static async Task<SignedEcr> LoginAsync(BerthEmulator emulator)
    {
        var caller = new SignedEcr(emulator, AccessSetting.UserKey);
        await caller.LoginAsync(Home);
        return caller;
    }
}
