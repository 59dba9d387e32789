using System.Text.Json;
using Berth.Emulator.Access;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>What SetRepositoryPolicy accepts if there are identities.</summary>
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
    public async Task Set_PrincipalThatExists_IsAccepted(string principal) =>
        Assert.Equal(200, (await SetAsync(Document(Allow("ecr:*", null, principal)))).Status);

    [Theory]
    [InlineData($"arn:aws:iam::{Home}:user/missing")]
    [InlineData($"arn:aws:iam::{Home}:role/caller")]
    [InlineData("arn:aws:iam::333333333333:role/berth")]
    public async Task Set_PrincipalThatDoesNotExist_IsNotFound(string principal)
    {
        var answer = await SetAsync(Document(Allow("ecr:*", null, principal)));

        Assert.Equal(Refused + "Principal not found'", answer.Json.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""")]
    [InlineData("""{"StringEquals":{"custom:Key":"x"}}""")]
    [InlineData("""{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a*"]}}""")]
    public async Task Set_Condition_IsAccepted(string condition) =>
        Assert.Equal(200, (await SetAsync(Document(Deny("ecr:*", null, "*", condition)))).Status);

    [Theory]
    [InlineData("""{"Statement":[{"Sid":"\\ud83d","Effect":"Allow","Principal":"*","Action":"ecr:*"}]}""")]
    [InlineData("""{"Statement":[{"\\ud83d":1,"Effect":"Allow","Principal":"*","Action":"ecr:*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"\\ud83d"},"Action":"ecr:*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"aws:username":"\\ud83d"}}}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"Is":{"aws:username":"a"}}}]}""")]
    public async Task Set_InvalidPolicy_IsRefusedInEcrsWords(string policy)
    {
        var answer = await SetAsync(policy.Replace(@"\\", @"\", StringComparison.Ordinal));

        Assert.Equal(400, answer.Status);
        Assert.Equal("InvalidParameterException", answer.Json.GetProperty("__type").GetString());
        Assert.Equal(Refused + "Invalid repository policy provided'", answer.Json.GetProperty("message").GetString());
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
