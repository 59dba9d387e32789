namespace Berth.Clients.Tests.Identities;

/// <summary>Roles in a customer's account, and registries of two accounts that hold repositories of the same name.</summary>
public sealed class CrossAccountTests(ScopedFixture scoped) : IClassFixture<ScopedFixture>
{
    private const string Shared = "shared/name";

    private GuardedEmulator Guarded => scoped.Guarded;

    [Theory]
    [InlineData("platform", "customer-42", true)]
    [InlineData("platform", "customer-43", false)]
    [InlineData("platform", null, false)]
    [InlineData("stranger", "customer-42", false)]
    public async Task AssumeRole_OfTheCustomer_NeedsTheTrustedCallerAndTheExternalId(string user, string? externalId, bool isAllowed)
    {
        var credentials = user == "platform" ? GuardedEmulator.Platform : GuardedEmulator.Stranger;
        string[] external = externalId is null ? [] : ["--external-id", externalId];

        var result = await Guarded.AwsAsync(
            credentials, ["sts", "assume-role", "--role-arn", GuardedEmulator.CustomerRole, "--role-session-name", "prepare", .. external]);

        if (isAllowed)
        {
            Assert.Contains("assumed-role/berth/prepare", result.Succeeded(), StringComparison.Ordinal);
            return;
        }

        Assert.Contains(
            $"(AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::{GuardedEmulator.Home}:user/{user} "
            + $"is not authorized to perform: sts:AssumeRole on resource: {GuardedEmulator.CustomerRole}",
            result.Failed(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repositories_OfTheSameName_AreApart()
    {
        foreach (var owner in new[] { GuardedEmulator.Platform, GuardedEmulator.CustomerAdministrator })
        {
            await Guarded.AwsJsonAsync(owner, "ecr", "create-repository", "--repository-name", Shared);
        }

        var ours = await Guarded.LoginAsync(GuardedEmulator.Platform);
        (await Guarded.PushAsync(ours, Shared, "v1")).Succeeded();

        // The same name, addressed in the customer's registry: their repository is empty for them and closed to us.
        var theirs = await Guarded.LoginAsync(GuardedEmulator.CustomerAdministrator);
        Assert.Contains("manifest unknown", (await Guarded.PullAsync(theirs, Shared, "v1")).Failed(), StringComparison.OrdinalIgnoreCase);
        var guest = await Guarded.LoginAsync(GuardedEmulator.Platform, GuardedEmulator.Customer);
        Assert.Contains(
            $"on resource: arn:aws:ecr:us-east-1:{GuardedEmulator.Customer}:repository/{Shared} because no resource-based policy allows",
            (await Guarded.PullAsync(guest, Shared, "v1")).Failed(),
            StringComparison.Ordinal);
        Assert.Contains(
            "because no resource-based policy allows the ecr:DescribeRepositories action",
            (await Guarded.AwsAsync(GuardedEmulator.Platform, "ecr", "describe-repositories", "--registry-id", GuardedEmulator.Customer, "--repository-names", Shared)).Failed(),
            StringComparison.Ordinal);
    }
}
