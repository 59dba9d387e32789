using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Tests.Access.Policies;

public sealed class IamWildcardTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "ac", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("abc", "ABC", false)]
    [InlineData("", "a", false)]
    public void Matches_Pattern_MatchesTheWholeText(string pattern, string text, bool isMatch) =>
        Assert.Equal(isMatch, IamWildcard.Matches(Compile(pattern), text));

    [Theory]
    [InlineData("arn:aws:ecr:*:123456789012:repository/web/*", "arn:aws:ecr:eu-west-1:123456789012:repository/web/app", true)]
    [InlineData("arn:aws:ecr:*", "arn:aws:ecr:eu-west-1:123456789012:repository/web", true)]
    [InlineData("*", "*", true)]
    [InlineData("*", "arn:aws:ecr:eu-west-1:123456789012:repository/web", true)]
    [InlineData("arn:aws:ecr:us-*-1:123456789012:repository/web", "arn:aws:ecr:us-east-1:123456789012:repository/web", true)]
    [InlineData("arn:aws:ecr:us-*2:repository/web", "arn:aws:ecr:us-east-1:123456789012:repository/web", false)]
    [InlineData("arn:aws:ecr:*:123456789012:repository/web", "arn:aws:ecr:eu-west-1:123456789012:repository/web/app", false)]
    [InlineData("arn:aws:ecr:*:123456789012:repository/web/*", "*", false)]
    [InlineData("arn:aws:ecr:*:123456789012:repository/web/*", "arn:aws:ecr:eu-west-1:210987654321:repository/web/app", false)]
    public void MatchesResource_RunInsideAField_DoesNotCrossAColon(string pattern, string arn, bool isMatch) =>
        Assert.Equal(isMatch, IamWildcard.MatchesResource(Compile(pattern), arn));

    [Theory]
    [InlineData("arn:aws:iam::*:role/build-*", "arn:aws:iam::123456789012:role/build-1", true)]
    [InlineData("arn:*:iam::123456789012:role/build", "arn:aws:iam::123456789012:role/build", true)]
    [InlineData("arn:aws:iam::123456789012:*", "arn:aws:iam::123456789012:role/build", true)]
    [InlineData("arn:aws:*", "arn:aws:iam::123456789012:role/build", false)]
    [InlineData("arn:aws:iam:*:role/build", "arn:aws:iam::123456789012:role/build", false)]
    public void MatchesArn_Pattern_IsComparedFieldByField(string pattern, string arn, bool isMatch) =>
        Assert.Equal(isMatch, IamWildcard.MatchesArn(Compile(pattern), arn));

    [Fact]
    public void Matches_PatternMadeToExplode_EndsSoon() =>
        Assert.False(IamWildcard.Matches(Compile(string.Concat(Enumerable.Repeat("*a", 100)) + "b"), new string('a', 2000)));

    private static string Compile(string pattern)
    {
        Assert.True(PolicyPattern.TryParse(pattern, hasWildcards: true, hasVariables: false, out var parsed, out _));
        return parsed.Resolve(new RequestContext())!;
    }
}
