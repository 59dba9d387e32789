namespace Berth.Clients.Tests.Identities;

public sealed class SessionEndTests
{
    [Fact]
    public async Task Skopeo_AfterTheSessionsEnd_IsRefusedEverything()
    {
        await using var guarded = await GuardedEmulator.StartAsync();
        await guarded.AwsJsonAsync(GuardedEmulator.Platform, "ecr", "create-repository", "--repository-name", ScopedFixture.A);
        var scoped = await guarded.AssumeAsync(GuardedEmulator.Platform, GuardedEmulator.PushRole, ScopedFixture.SessionPolicy);
        var login = await guarded.LoginAsync(scoped);
        (await guarded.PushAsync(login, ScopedFixture.A, "v1")).Succeeded();

        guarded.Emulator.Clock.Advance(TimeSpan.FromSeconds(900));

        Assert.Contains("403 (Forbidden)", (await guarded.PushAsync(login, ScopedFixture.A, "v2")).Failed(), StringComparison.Ordinal);
        Assert.Contains("Your authorization token has expired", (await guarded.PullAsync(login, ScopedFixture.A, "v1")).Failed(), StringComparison.Ordinal);
        Assert.Contains("fetching tags list", (await guarded.ListTagsAsync(login, ScopedFixture.A)).Failed(), StringComparison.Ordinal);
    }
}
