using System.Text.Json.Nodes;
using Berth.Repositories.Settings.AccessPolicy;
using CsCheck;

namespace Berth.Tests.Repositories;

public sealed class RepositoryPolicyTests
{
    private const string Pull =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:role/ci"]},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1","o-2"]}}}]}""";

    [Theory]
    [InlineData("ECR's own writing", """
        {
          "Version" : "2012-10-17",
          "Statement" : [ {
            "Sid" : "Pull",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : [ "arn:aws:iam::444455556666:role/ci", "arn:aws:iam::111122223333:root" ]
            },
            "Action" : [ "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage" ],
            "Condition" : { "StringEquals" : { "aws:PrincipalOrgID" : [ "o-2", "o-1" ] } }
          } ]
        }
        """)]
    [InlineData("account by its id", """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::444455556666:role/ci"]},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1","o-2"]}}}]}""")]
    [InlineData("members in another order", """{"Statement":[{"Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1","o-2"]}},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:role/ci"]},"Effect":"Allow","Sid":"Pull"}],"Version":"2012-10-17"}""")]
    [InlineData("one statement without a list, no version", """{"Statement":{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:role/ci"]},"Action":["ECR:batchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{"StringEquals":{"aws:principalorgid":["o-1","o-2"]}}}}""")]
    [InlineData("a value twice", """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:root","arn:aws:iam::444455556666:role/ci"]},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer","ecr:BatchGetImage"],"Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1","o-2"]}}}]}""")]
    public void Equals_SameMeaning_IsEqual(string how, string other)
    {
        var (left, right) = (RepositoryPolicy.Parse(Pull), RepositoryPolicy.Parse(other));
        Assert.True(left == right, how);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Theory]
    [InlineData("another effect", "\"Allow\"", "\"Deny\"")]
    [InlineData("another action", "ecr:BatchGetImage", "ecr:PutImage")]
    [InlineData("another account", "111122223333", "111122223334")]
    [InlineData("another principal of the account", "111122223333:root", "111122223333:user/root")]
    [InlineData("another Sid", "\"Pull\"", "\"pull\"")]
    [InlineData("another operator", "StringEquals", "StringLike")]
    [InlineData("another condition value", "o-2", "o-3")]
    [InlineData("another language", "2012-10-17", "2008-10-17")]
    [InlineData("the opposite of the action", "\"Action\"", "\"NotAction\"")]
    [InlineData("the opposite of the principal", "\"Principal\"", "\"NotPrincipal\"")]
    public void Equals_OtherMeaning_IsNot(string how, string old, string replacement) =>
        Assert.False(RepositoryPolicy.Parse(Pull) == RepositoryPolicy.Parse(Pull.Replace(old, replacement, StringComparison.Ordinal)), how);

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*"}]}""", """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["ecr:*"]}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Sid":""}]}""", """{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"ecr:*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"Bool":{"aws:SecureTransport":false}}}]}""", """{"Statement":[{"Effect":"Deny","Principal":"*","Action":"ecr:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""")]
    public void Equals_FormsOfOneStatement_AreEqual(string left, string right) =>
        Assert.Equal(RepositoryPolicy.Parse(left), RepositoryPolicy.Parse(right));

    [Theory]
    [InlineData(null, "empty")]
    [InlineData(" ", "empty")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("\"*\"", "JSON object")]
    [InlineData("{}", "no statement")]
    [InlineData("""{"Statement":[]}""", "no statement")]
    [InlineData("""{"Statement":[3]}""", "statement 1 is not a JSON object")]
    [InlineData("""{"Statements":[]}""", "'Statements'")]
    [InlineData("""{"Version":"2013-01-01","Statement":[]}""", "2012-10-17")]
    [InlineData("""{"Version":1,"Statement":[]}""", "Version is not a string")]
    [InlineData("""{"Statement":[{"Principal":"*","Action":"ecr:*"}]}""", "no Effect")]
    [InlineData("""{"Statement":[{"Effect":"allow","Principal":"*","Action":"ecr:*"}]}""", "neither Allow nor Deny")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"ecr:*"}]}""", "neither Principal nor NotPrincipal")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"me","Action":"ecr:*"}]}""", "Principal that is neither")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*"}]}""", "neither Action nor NotAction")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"a","NotAction":"b"}]}""", "both Action and NotAction")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":[]}]}""", "Action that is neither")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Actions":"x"}]}""", "'Actions'")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":"x"}]}""", "Condition")]
    public void TryParse_NoPolicy_IsRefusedWithAReason(string? text, string expected)
    {
        Assert.False(RepositoryPolicy.TryParse(text, out _, out var reason));
        Assert.Contains(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_LongerThanEcrTakes_IsRefused()
    {
        var padding = new string(' ', RepositoryPolicy.MaxLength - Pull.Length);
        Assert.True(RepositoryPolicy.TryParse(Pull + padding, out _));
        Assert.False(RepositoryPolicy.TryParse(Pull + padding + " ", out _));
    }

    [Fact]
    public void Equals_ShuffledAndRespaced_IsAlwaysEqual() =>
        PolicyGen.Policies.Sample((policy, seed) =>
        {
            var shuffled = PolicyGen.Shuffle(JsonNode.Parse(policy)!, new Random(seed)).ToJsonString(new() { WriteIndented = true });
            Assert.Equal(RepositoryPolicy.Parse(policy), RepositoryPolicy.Parse(shuffled));
        });
}
