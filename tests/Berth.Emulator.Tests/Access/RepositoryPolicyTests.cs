using System.Text.Json;
using Berth.Emulator.Access;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>What SetRepositoryPolicy takes where there are identities.</summary>
public sealed class RepositoryPolicyTests
{
    private const string Refused = "Invalid parameter at 'PolicyText' failed to satisfy constraint: '";

    [Theory]
    [InlineData(User)]
    [InlineData(Role)]
    [InlineData(Policy.Session)]
    [InlineData(Other)]
    [InlineData("arn:aws:iam::333333333333:root")]
    [InlineData("lambda.amazonaws.com")]
    [InlineData("*")]
    public async Task Set_PrincipalThatExists_IsTaken(string principal) =>
        Assert.Equal(200, (await SetAsync(Document(Allow("ecr:*", null, principal)))).Status);

    [Theory]
    [InlineData($"arn:aws:iam::{Home}:user/nobody")]
    [InlineData($"arn:aws:iam::{Home}:role/caller")]
    [InlineData("arn:aws:iam::333333333333:role/berth")]
    public async Task Set_PrincipalOfNobody_IsNotFound(string principal)
    {
        var answer = await SetAsync(Document(Allow("ecr:*", null, principal)));

        Assert.Equal(Refused + "Principal not found'", answer.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Set_ConditionThatIsNotEvaluated_IsRefusedWithItsPlace()
    {
        var answer = await SetAsync(Document(Allow("ecr:*", null, "*", """{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""")));

        Assert.StartsWith(
            Refused + "Invalid repository policy provided: PolicyText.Statement[0].Condition.IpAddress: this condition operator is not evaluated by the emulator",
            answer.Json.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_PolicyThatLocksItsSetterOut_NeedsForce()
    {
        var policy = Document(Deny("ecr:SetRepositoryPolicy", null, Home));

        Assert.Equal(400, (await SetAsync(policy, isForced: false)).Status);
        Assert.Equal(200, (await SetAsync(policy)).Status);
    }

    private static async Task<EcrAnswer> SetAsync(string policy, bool isForced = true)
    {
        await using var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(AccessCases.All["nothing allows"])) },
            TestContext.Current.CancellationToken);
        using var administrator = new SignedEcr(emulator, AccessSetting.AdministratorOf(Home));
        await administrator.OkAsync("CreateRepository", """{"repositoryName":"projects/a"}""");
        return await administrator.CallAsync(
            "SetRepositoryPolicy",
            $$"""{"repositoryName":"projects/a","policyText":"{{JsonEncodedText.Encode(policy)}}","force":{{(isForced ? "true" : "false")}}}""");
    }
}
