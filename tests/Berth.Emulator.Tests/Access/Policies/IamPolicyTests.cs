using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Tests.Access.Policies;

public sealed class IamPolicyTests
{
    [Theory]
    [InlineData(PolicyKind.Identity, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}""")]
    [InlineData(PolicyKind.Identity, """{"Version":"2008-10-17","Id":"x","Statement":{"Sid":"A","Effect":"Deny","NotAction":["ecr:Get*"],"NotResource":["arn:aws:ecr:*"]}}""")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"ecr:ResourceTag/team":["a","b"]}}}]}""")]
    [InlineData(PolicyKind.Session, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:PutImage"],"Resource":["arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/project}"]}]}""")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}""")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":["123456789012","arn:aws:iam::123456789012:root"],"Service":"lambda.amazonaws.com"},"Action":"ecr:BatchGetImage","Resource":"*"}]}""")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"ecr:BatchGetImage","Condition":{"StringLike":{"aws:PrincipalOrgID":"o-*"}}}]}""")]
    [InlineData(PolicyKind.Trust, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/a/b"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"x"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}}]}""")]
    [InlineData(PolicyKind.Trust, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::123456789012:assumed-role/b/session"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""")]
    [InlineData(PolicyKind.Trust, """{"Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/x"},"Action":"sts:AssumeRoleWithWebIdentity"}]}""")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"ecr:*"}]}""")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"Federated":"x","CanonicalUser":"y","AWS":"AROAEXAMPLEEXAMPLE01"},"Action":"ecr:*"}]}""")]
    [InlineData(PolicyKind.Identity, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","kms:Decrypt"],"Resource":["arn:aws:s3:::bucket/${saml:sub}","arn:aws:kms:*:*:key/*"],"Condition":{"StringLike":{"s3:prefix":["","home/"]},"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"s3:max-keys":10}}}]}""")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:username":[]},"ArnLike":{"aws:PrincipalArn":"*"}}}]}""")]
    internal void Parse_DocumentOfItsKind_IsRead(PolicyKind kind, string text)
    {
        var document = IamPolicy.Parse(text, kind, "policy", out var faults);

        Assert.Empty(faults);
        Assert.NotNull(document);
    }

    [Theory]
    [InlineData(PolicyKind.Identity, "nonsense", "policy")]
    [InlineData(PolicyKind.Identity, "[]", "policy")]
    [InlineData(PolicyKind.Identity, """{"Version":"\ud800","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "policy.Version")]
    [InlineData(PolicyKind.Identity, """{"\ud800":"","Statement":[]}""", "policy")]
    [InlineData(PolicyKind.Identity, "{}", "policy.Statement")]
    [InlineData(PolicyKind.Identity, """{"Statement":[]}""", "policy.Statement")]
    [InlineData(PolicyKind.Identity, """{"Statement":[7]}""", "policy.Statement[0]")]
    [InlineData(PolicyKind.Identity, """{"Version":"2012-10-18","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "policy.Version")]
    [InlineData(PolicyKind.Identity, """{"Rules":[],"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""", "policy.Rules")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}""", "policy.Statement[0].Effect")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Action":"*","Resource":"*"}]}""", "policy.Statement[0].Effect")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Resource":"*"}]}""", "policy.Statement[0].Action")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":[],"Resource":"*"}]}""", "policy.Statement[0].Action")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"PutImage","Resource":"*"}]}""", "policy.Statement[0].Action")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:Put Image","Resource":"*"}]}""", "policy.Statement[0].Action")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","NotAction":"ecr:*","Resource":"*"}]}""", "policy.Statement[0]")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*"}]}""", "policy.Statement[0].Resource")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":["*","web"]}]}""", "policy.Statement[0].Resource[1]")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}]}""", "policy.Statement[0].Principal")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Action":"ecr:*","Resource":"*"}]}""", "policy.Statement[0].Action")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Sid":"A","Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"A","Effect":"Deny","Action":"*","Resource":"*"}]}""", "policy.Statement")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"role/x"}}}]}""", "policy.Statement[0].Condition.ArnLike.aws:PrincipalArn")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Action":"ecr:*"}]}""", "policy.Statement[0].Principal")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":"123456789012","Action":"ecr:*"}]}""", "policy.Statement[0].Principal")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{},"Action":"ecr:*"}]}""", "policy.Statement[0].Principal")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"1234"},"Action":"ecr:*"}]}""", "policy.Statement[0].Principal.AWS")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/*"},"Action":"ecr:*"}]}""", "policy.Statement[0].Principal.AWS")]
    [InlineData(PolicyKind.Trust, """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}]}""", "policy.Statement[0].Resource")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"123456789012"},"Principal":"*","Action":"ecr:*"}]}""", "policy.Statement[0]")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Effect":"Allow","Principal":{"Group":"x"},"Action":"ecr:*"}]}""", "policy.Statement[0].Principal.Group")]
    [InlineData(PolicyKind.Repository, """{"Statement":[{"Sid":"\ud83d","Effect":"Allow","Principal":"*","Action":"ecr:*"}]}""", "policy.Statement[0].Sid")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"IsIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}""", "policy.Statement[0].Condition.IsIpAddress")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"NullIfExists":{"aws:username":"true"}}}]}""", "policy.Statement[0].Condition.NullIfExists")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"ForNoValue:StringEquals":{"aws:username":"a"}}}]}""", "policy.Statement[0].Condition.ForNoValue:StringEquals")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/33"}}}]}""", "policy.Statement[0].Condition.IpAddress.aws:SourceIp")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"yes"}}}]}""", "policy.Statement[0].Condition.Bool.aws:SecureTransport")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":["2030-13-01"]}}}]}""", "policy.Statement[0].Condition.DateLessThan.aws:CurrentTime[0]")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"NumericEquals":{"aws:EpochTime":"now"}}}]}""", "policy.Statement[0].Condition.NumericEquals.aws:EpochTime")]
    [InlineData(PolicyKind.Identity, """{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:username":{"a":1}}}}]}""", "policy.Statement[0].Condition.StringEquals.aws:username")]
    [InlineData(PolicyKind.Identity, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/${aws:username"}]}""", "policy.Statement[0].Resource")]
    internal void Parse_DocumentWithAFault_NamesItsPlace(PolicyKind kind, string text, string where)
    {
        var document = IamPolicy.Parse(text, kind, "policy", out var faults);

        Assert.Null(document);
        Assert.Equal(where, Assert.Single(faults).Where);
    }

    [Fact]
    public void Parse_SeveralFaults_AreReportedTogether()
    {
        IamPolicy.Parse(
            """{"Version":"1","Statement":[{"Effect":"No","Action":"x","Resource":"y","Condition":{"Boole":{}}},{"Effect":"Allow"}]}""",
            PolicyKind.Identity,
            "policy",
            out var faults);

        Assert.Equal(
            [
                "policy.Version",
                "policy.Statement[0].Effect",
                "policy.Statement[0].Action",
                "policy.Statement[0].Resource",
                "policy.Statement[0].Condition.Boole",
                "policy.Statement[1].Action",
                "policy.Statement[1].Resource",
            ],
            faults.Select(fault => fault.Where));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"team:color":"red","aws:username":"a"}}}""", "the emulator does not know 'team:color': the Allow statement never applies")]
    [InlineData("""{"Effect":"Deny","NotAction":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"team:color":"red"}}}""", "the emulator does not know 'team:color': the Deny statement applies without it")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:ecr:*:*:repository/${saml:sub}"}""", "the emulator does not know 'saml:sub': the Allow statement never applies")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"s3:prefix":"red"}}}""", null)]
    [InlineData("""{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}""", null)]
    public void Warnings_UnknownKey_OfARelevantStatementOnly(string statement, string? warning) =>
        Assert.Equal(
            warning is null ? [] : [warning],
            IamPolicy.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}", PolicyKind.Identity, "policy", out _)!.Warnings);
}
