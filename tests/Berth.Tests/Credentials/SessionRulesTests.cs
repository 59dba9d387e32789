using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Credentials;
using Berth.Names;
using Berth.Registries;
using CsCheck;

namespace Berth.Tests.Credentials;

public sealed partial class SessionRulesTests
{
    private static readonly Arn Repository = Arn.OfRepository(AccountId.Parse("123456789012"), Region.Parse("eu-central-1"), RepositoryName.Parse("deployments/proj_abc"));

    [Fact]
    public void Policy_ForABuild_AllowsPushAndPullOnTheOneRepositoryAndATokenAndNothingElse() =>
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:CompleteLayerUpload","ecr:InitiateLayerUpload","ecr:PutImage","ecr:UploadLayerPart"],"Resource":"arn:aws:ecr:eu-central-1:123456789012:repository/deployments/proj_abc"}]}""",
            SessionPolicy.For(Repository, ScopedAccess.PushAndPull));

    [Fact]
    public void Policy_ForANode_AllowsPullAlone() =>
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":"arn:aws:ecr:eu-central-1:123456789012:repository/deployments/proj_abc"}]}""",
            SessionPolicy.For(Repository, ScopedAccess.Pull));

    [Fact]
    public void Policy_OfTheLongestName_IsWithinWhatStsTakes()
    {
        var longest = Arn.OfRepository(AccountId.Parse("123456789012"), Region.Parse("ap-southeast-1"), RepositoryName.Parse(new string('a', RepositoryName.MaxLength)));

        Assert.InRange(SessionPolicy.For(longest, ScopedAccess.PushAndPull, longest).Length, 1, 2048);
    }

    [Fact]
    public void Policy_WithACacheRepository_AllowsTheSameOnBoth()
    {
        var cache = Arn.OfRepository(AccountId.Parse("123456789012"), Region.Parse("eu-central-1"), RepositoryName.Parse("deployments/proj_abc/kaniko-cache"));
        using var policy = JsonDocument.Parse(SessionPolicy.For(Repository, ScopedAccess.PushAndPull, cache));

        var statements = policy.RootElement.GetProperty("Statement").EnumerateArray().Skip(1).ToArray();

        Assert.Equal([Repository.ToString(), cache.ToString()], statements.Select(statement => statement.GetProperty("Resource").GetString()));
        Assert.Single(statements.Select(statement => statement.GetProperty("Action").ToString()).Distinct());
    }

    [Fact]
    public void Identity_WithPartsMissing_LeavesThemOut()
    {
        var deployment = SessionIdentity.Of(null, null, "1.prod.eu.a.b");

        Assert.Equal("1.prod.eu.a.b", deployment.Name);
        Assert.Equal([SessionIdentity.DeploymentTag], deployment.Tags.Keys);
        Assert.Equal(("berth", 0), (SessionIdentity.Of(null, null, null).Name, SessionIdentity.Of(null, null, null).Tags.Count));
    }

    [Theory]
    [InlineData("proj_abc", "production", "k3v9x0aq", "proj_abc.production.k3v9x0aq")]
    [InlineData("a/b c", "prod", "20251203.1", "a-b-c.prod.20251203.1")]
    [InlineData("äöü", "x", "y", "---.x.y")]
    public void Name_OfADeployment_TellsProjectEnvironmentAndDeployment(string project, string environment, string deployment, string name) =>
        Assert.Equal(name, SessionIdentity.Of(project, environment, deployment).Name);

    [Fact]
    public void Name_TooLong_IsCutWhereItIsLongest()
    {
        var name = SessionIdentity.Of(new string('p', 100), "production", "20251203.1.k3v9x0aq").Name;

        Assert.Equal(new string('p', 33) + ".production.20251203.1.k3v9x0aq", name);
        Assert.Equal(64, name.Length);
    }

    [Fact]
    public void NameAndTags_OfAnything_AreWhatStsTakes() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((project, environment, deployment) =>
        {
            var identity = SessionIdentity.Of(project, environment, deployment);
            Assert.Matches(LegalName(), identity.Name);
            Assert.All(identity.Tags.Values, value => Assert.Matches(LegalTag(), value));
        });

    [Fact]
    public void Tags_OfADeployment_SayWhatTheNameCannotHold()
    {
        var tags = SessionIdentity.Of("team/app", "production", "v1").Tags;

        Assert.Equal(("team/app", "production", "v1"), (tags["berth:project"], tags["berth:environment"], tags["berth:deployment"]));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(720)]
    public void Request_OfADurationThatStsTakes_IsBuilt(int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Request(TimeSpan.FromMinutes(minutes)).Duration);

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(14.9)]
    [InlineData(720.1)]
    public void Request_OfAnotherDuration_IsRefused(double minutes)
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Request(TimeSpan.FromMinutes(minutes)));

        Assert.Equal("duration", Assert.Single(refusal.Faults).Where);
    }

    [Fact]
    public void Statement_AsText_IsJson()
    {
        var statement = new PolicyStatement(["sts:AssumeRole", "sts:TagSession"], null, "arn:aws:iam::123456789012:user/platform");

        using var document = JsonDocument.Parse(statement.ToString());
        Assert.Equal("arn:aws:iam::123456789012:user/platform", document.RootElement.GetProperty("Principal").GetProperty("AWS").GetString());
        Assert.False(document.RootElement.TryGetProperty("Resource", out _));
    }

    private static ScopedCredentialsRequest Request(TimeSpan duration) => ScopedCredentialsRequest.Create(
        new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com")),
        RepositoryName.Parse("deployments/proj_abc"),
        ScopedAccess.Pull,
        duration,
        SessionIdentity.Of("proj_abc", "production", "k3v9x0aq"));

    [GeneratedRegex(@"^[A-Za-z0-9_+=,.@-]{2,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LegalName();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LegalTag();
}
