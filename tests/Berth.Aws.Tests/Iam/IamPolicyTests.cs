namespace Berth.Aws.Tests.Iam;

/// <summary>The policies that the documentation gives out suffice, and nothing in them is there for nothing.</summary>
public sealed class IamPolicyTests
{
    public static TheoryData<bool, string, string, string> Actions { get; } = new(
        from policies in new[] { IamPolicies.OneAccount(), IamPolicies.TwoAccounts() }
        from action in policies.Actions()
        select (policies.IsTwoAccounts, action.File, action.Sid, action.Action));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Policies_AsDocumented_Suffice(bool isTwoAccounts) =>
        Assert.Empty(await BerthUse.RunAsync(PoliciesFor(isTwoAccounts)));

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Policies_WithoutOneAction_LeaveSomethingUndone(bool isTwoAccounts, string file, string sid, string action) =>
        Assert.NotEmpty(await BerthUse.RunAsync(PoliciesFor(isTwoAccounts).Without(file, sid, action)));

    [Fact]
    public async Task Policies_WithAnotherExternalId_OpenNothing()
    {
        var failures = await BerthUse.RunAsync(IamPolicies.TwoAccounts(), "another-id");

        Assert.Contains(failures, failure => failure.StartsWith("prepare a new repository", StringComparison.Ordinal));
        Assert.Contains("credentials: refused", failures);
    }

    private static IamPolicies PoliciesFor(bool isTwoAccounts) => isTwoAccounts ? IamPolicies.TwoAccounts() : IamPolicies.OneAccount();
}
