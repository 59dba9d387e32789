using Berth.Emulator.Access;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>Repository policies that people use: of the ECR User Guide, of the CDK bootstrap stack and of public reports.</summary>
public sealed class PolicyExampleTests
{
    private const string Get = "ecr:BatchGetImage";
    private const string Put = "ecr:PutImage";

    private static readonly RequestOrigin Outside = new("203.0.113.9", true, "docker/27", null);

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["if exists"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-example"}}}]}""",
        ["other organization"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-a"}}}]}""",
        ["not principal root"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"ecr:*"}]}""",
        ["not principal user"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:root","arn:aws:iam::111111111111:user/caller"]},"Action":"ecr:*"}]}""",
        ["not principal other"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111111111111:root","arn:aws:iam::111111111111:user/caller2"]},"Action":"ecr:*"}]}""",
        ["allow all but user"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:user/caller"},"Action":"ecr:*"}]}""",
        ["allow all but other"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111111111111:user/caller2"},"Action":"ecr:*"}]}""",
        ["deny without tls"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""",
        ["source ip"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"},"IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}}]}""",
        ["allow from range"] = """{"Version":"2012-10-17","Statement":[{"Sid":"IPAllow","Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"NotIpAddress":{"aws:SourceIp":"54.240.143.188/32"},"IpAddress":{"aws:SourceIp":"54.240.143.0/24"}}}]}""",
        ["cross account"] = """{"Version":"2012-10-17","Statement":[{"Sid":"AllowCrossAccountPush","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":["ecr:BatchCheckLayerAvailability","ecr:CompleteLayerUpload","ecr:InitiateLayerUpload","ecr:PutImage","ecr:UploadLayerPart"],"Resource":"*"}]}""",
        ["codebuild"] = """{"Version":"2012-10-17","Statement":[{"Sid":"CodeBuildAccess","Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:codebuild:us-east-1:123456789012:project/name"},"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}""",
        ["lambda"] = """{"Version":"2012-10-17","Statement":[{"Sid":"LambdaECRImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceArn":"arn:aws:lambda:us-east-1:123456789012:function:*"}}}]}""",
        ["organization"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-example"}}}]}""",
        ["organization path"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-example/r-root/ou-build/*"}}}]}""",
        ["other organization path"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-example/r-root/ou-live/*"}}}]}""",
        ["vpc endpoint only"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}]}""",
        ["vpc endpoint allowed"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}]}""",
        ["cdk bootstrap"] = """{"Version":"2012-10-17","Statement":[{"Sid":"LambdaECRImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringLike":{"aws:sourceArn":"arn:aws:lambda:us-east-1:222222222222:function:*"}}},{"Sid":"EmrServerlessImageRetrievalPolicy","Effect":"Allow","Principal":{"Service":"emr-serverless.amazonaws.com"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:DescribeImages"],"Condition":{"StringLike":{"aws:sourceArn":"arn:aws:emr-serverless:us-east-1:222222222222:/applications/*"}}}]}""",
        ["until"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}}}]}""",
        ["until yesterday"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-02-28T00:00:00Z"}}}]}""",
        ["own repository"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"ecr:ResourceTag/owner":"${aws:username}"}}}]}""",
        ["deny other agents"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringNotLike":{"aws:UserAgent":"docker/*"}}}]}""",
        ["deny agents"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringLike":{"aws:UserAgent":"docker/*"}}}]}""",
        ["deny roles"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}}]}""",
        ["deny users"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"aws:PrincipalType":"User"}}}]}""",
        ["unknown allow"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":{"StringNotEquals":{"custom:Key":"x"}}}]}""",
        ["unknown deny"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"StringEquals":{"custom:Key":"x"}}}]}""",
    };

    /// <summary>The identity policy allows everything: in the own account the repository policy can only deny, in another account it must allow.</summary>
    [Theory]
    [InlineData("if exists", Other, Get, true)]
    [InlineData("other organization", Other, Get, false)]
    [InlineData("not principal root", Home, Get, false)]
    [InlineData("not principal user", Home, Get, true)]
    [InlineData("not principal other", Home, Get, false)]
    [InlineData("allow all but user", Other, Get, false)]
    [InlineData("allow all but other", Other, Get, true)]
    [InlineData("deny without tls", Home, Get, true)]
    [InlineData("source ip", Home, Get, true)]
    [InlineData("allow from range", Other, Get, false)]
    [InlineData("cross account", Other, Put, true)]
    [InlineData("cross account", Other, Get, false)]
    [InlineData("codebuild", Other, Get, false)]
    [InlineData("codebuild", Home, Get, true)]
    [InlineData("lambda", Other, Get, false)]
    [InlineData("lambda", Home, Get, true)]
    [InlineData("organization", Other, Get, true)]
    [InlineData("organization", Other, Put, false)]
    [InlineData("organization path", Other, Get, true)]
    [InlineData("other organization path", Other, Get, false)]
    [InlineData("vpc endpoint only", Home, Get, false)]
    [InlineData("vpc endpoint allowed", Other, Get, false)]
    [InlineData("cdk bootstrap", Other, Get, false)]
    [InlineData("cdk bootstrap", Home, Get, true)]
    [InlineData("until", Other, Get, true)]
    [InlineData("until yesterday", Other, Get, false)]
    [InlineData("own repository", Other, Get, true)]
    [InlineData("deny other agents", Home, Get, true)]
    [InlineData("deny agents", Home, Get, false)]
    [InlineData("deny roles", Home, Get, true)]
    [InlineData("deny users", Home, Get, false)]
    [InlineData("unknown allow", Other, Get, false)]
    [InlineData("unknown deny", Home, Get, false)]
    public async Task Authorize_RepositoryPolicy_IsEvaluatedAsIamDocumentsIt(string name, string owner, string action, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync(Documents[name], owner, action, Outside));

    [Theory]
    [InlineData("deny without tls", "203.0.113.9", false, false)]
    [InlineData("source ip", "198.51.100.7", true, false)]
    [InlineData("source ip", "192.0.2.7", true, true)]
    public async Task Authorize_OriginOfTheRequest_IsTakenIntoAccount(string name, string ip, bool isSecure, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync(Documents[name], Home, Get, new RequestOrigin(ip, isSecure, "docker/27", null)));

    [Theory]
    [InlineData("54.240.143.7", true)]
    [InlineData("54.240.143.188", false)]
    public async Task Authorize_RangeWithAnException_AllowsTheRest(string ip, bool isAllowed) =>
        Assert.Equal(isAllowed, await IsAllowedAsync(Documents["allow from range"], Other, Get, new RequestOrigin(ip, true, null, null)));

    [Theory]
    [InlineData("""["arn:aws:iam::111111111111:root","arn:aws:iam::111111111111:role/build/caller","arn:aws:sts::111111111111:assumed-role/caller/session"]""", true)]
    [InlineData("""["arn:aws:iam::111111111111:root","arn:aws:iam::111111111111:role/build/caller"]""", false)]
    [InlineData("""["arn:aws:iam::111111111111:role/build/caller","arn:aws:sts::111111111111:assumed-role/caller/session"]""", false)]
    public async Task Authorize_NotPrincipalOfASession_MustListAccountRoleAndSession(string principals, bool isAllowed)
    {
        var access = new AccessCase("session", Emulator.Access.Policies.AccessReason.Allowed) { IsSession = true, Identity = Document(Allow("ecr:*")) };
        var bench = new AccessBench(AccessSetting.Identities(access));
        var session = await bench.AssumeAsync(await bench.CallerAsync(AccessSetting.UserKey), AccessBench.RoleRequest(Role));

        var denial = bench.Access.Authorize(new AccessRequest(
            session, Get, Repository("projects/a"), $$"""{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":{{principals}}},"Action":"ecr:*"}]}"""));

        Assert.Equal(isAllowed, denial is null);
    }

    [Fact]
    public async Task Warnings_UnknownKeyOfARepositoryPolicy_IsListedOnceWithTheRepository()
    {
        var bench = Bench();
        var caller = await bench.CallerAsync(AccessSetting.UserKey);
        Assert.Empty(bench.Access.Warnings);
        for (var call = 0; call < 2; call++)
        {
            bench.Access.Authorize(new AccessRequest(caller, Get, Repository("projects/a"), Documents["unknown allow"]));
        }

        Assert.Equal(
            $"{Repository("projects/a")}: the emulator does not know 'custom:Key': the Allow statement never applies",
            Assert.Single(bench.Access.Warnings));
    }

    [Fact]
    public void Warnings_UnknownKeyOfTheIdentitiesFile_IsListedWithItsPlace()
    {
        var identities = AccessSetting.Identities(
            new AccessCase("unknown", Emulator.Access.Policies.AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "custom:Key", "x"))) });

        Assert.Equal(
            "identities: accounts.111111111111.users.caller.policies.case: the emulator does not know 'custom:Key': the Allow statement never applies",
            Assert.Single(new AccessBench(identities).Access.Warnings));
    }

    private static AccessBench Bench() => new(AccessSetting.Identities(
        new AccessCase("example", Emulator.Access.Policies.AccessReason.Allowed) { Identity = Document(Allow("ecr:*")) }));

    private static async Task<bool> IsAllowedAsync(string policy, string owner, string action, RequestOrigin origin)
    {
        var bench = Bench();
        var caller = await bench.CallerAsync(AccessSetting.UserKey);
        return bench.Access.Authorize(new AccessRequest(caller with { Origin = origin }, action, Repository("projects/a", owner), policy)
        {
            ResourceTags = new Dictionary<string, string> { ["owner"] = "caller" },
        }) is null;
    }
}
