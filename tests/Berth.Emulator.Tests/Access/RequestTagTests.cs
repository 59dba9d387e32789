using Berth.Emulator.Access;
using Berth.Emulator.Access.Policies;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>Conditions on the tags that a request would set.</summary>
public sealed class RequestTagTests : IAsyncLifetime
{
    private BerthEmulator emulator = null!;
    private SignedEcr caller = null!;

    public async ValueTask InitializeAsync()
    {
        var access = new AccessCase("tags", AccessReason.Allowed)
        {
            Identity = Document(
                Allow("ecr:CreateRepository"),
                Allow("ecr:TagResource", when: When("StringEquals", "aws:RequestTag/team", "red"))),
        };
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(access)) }, TestContext.Current.CancellationToken);
        caller = new SignedEcr(emulator, AccessSetting.UserKey);
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("red", 200)]
    [InlineData("blue", 400)]
    public async Task CreateRepository_WithTags_NeedsThemToBeAllowed(string team, int status) => Assert.Equal(
        status,
        (await caller.CallAsync("CreateRepository", $$"""{"repositoryName":"projects/a","tags":[{"Key":"team","Value":"{{team}}"}]}""")).Status);

    [Theory]
    [InlineData("red", 200)]
    [InlineData("blue", 400)]
    public async Task TagResource_NeedsTheTagsToBeAllowed(string team, int status)
    {
        await caller.OkAsync("CreateRepository", """{"repositoryName":"projects/a"}""");

        var answer = await caller.CallAsync(
            "TagResource", $$"""{"resourceArn":"{{Policy.Repository("projects/a")}}","tags":[{"Key":"team","Value":"{{team}}"}]}""");

        Assert.Equal(status, answer.Status);
    }
}
