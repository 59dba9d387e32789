namespace Berth.Aws.Tests.Iam;

/// <summary>The documented policies suffice, and each of their actions is needed.</summary>
public sealed class IamPolicyTests
{
    public static TheoryData<Arrangement, string, string, string> Actions { get; } = new(
        from arrangement in Enum.GetValues<Arrangement>()
        from action in new IamPolicies(arrangement).Actions()
        select (arrangement, action.File, action.Sid, action.Action));

    [Theory]
    [InlineData(Arrangement.NoRole)]
    [InlineData(Arrangement.OneAccount)]
    [InlineData(Arrangement.TwoAccounts)]
    public async Task Policies_AsDocumented_Suffice(Arrangement arrangement)
    {
        var failures = await BerthUse.RunAsync(new IamPolicies(arrangement));

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Policies_WithoutOneAction_AStepFails(Arrangement arrangement, string file, string sid, string action) =>
        Assert.NotEmpty(await BerthUse.RunAsync(new IamPolicies(arrangement).Without(file, sid, action)));

    [Fact]
    public async Task Policies_WithAnotherExternalId_GrantNoAccess()
    {
        var failures = await BerthUse.RunAsync(new IamPolicies(Arrangement.TwoAccounts), "another-id");

        Assert.Contains(failures, failure => failure.StartsWith("prepare a new repository", StringComparison.Ordinal));
        Assert.Contains("credentials: refused", failures);
    }
}
