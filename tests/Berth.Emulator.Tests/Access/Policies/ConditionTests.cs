using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Tests.Access.Policies;

/// <summary>Every condition operator, by IAM's documentation: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.</summary>
public sealed class ConditionTests
{
    private const string Ip = "aws:SourceIp";
    private const string Name = "aws:username";
    private const string Keys = "aws:TagKeys";
    private const string Epoch = "aws:EpochTime";
    private const string Time = "aws:CurrentTime";
    private const string Tls = "aws:SecureTransport";
    private const string Arn = "aws:PrincipalArn";
    private const string Role = "arn:aws:iam::123456789012:role/build/push";

    [Theory]
    [InlineData("StringEquals", Name, "ann", "ann", true)]
    [InlineData("StringEquals", Name, "ann", "Ann", false)]
    [InlineData("StringEquals", Name, "a*", "ann", false)]
    [InlineData("stringequals", Name, "ann", "ann", true)]
    [InlineData("StringNotEquals", Name, "ann", "bob", true)]
    [InlineData("StringNotEquals", Name, "ann", "ann", false)]
    [InlineData("StringEqualsIgnoreCase", Name, "ANN", "ann", true)]
    [InlineData("StringEqualsIgnoreCase", Name, "ANN", "anne", false)]
    [InlineData("StringNotEqualsIgnoreCase", Name, "ANN", "anne", true)]
    [InlineData("StringNotEqualsIgnoreCase", Name, "ANN", "ann", false)]
    [InlineData("StringLike", Name, "a?n*", "anna", true)]
    [InlineData("StringLike", Name, "a?n*", "ana", false)]
    [InlineData("StringNotLike", Name, "a*", "bob", true)]
    [InlineData("StringNotLike", Name, "a*", "ann", false)]
    [InlineData("NumericEquals", Epoch, "10", "10.0", true)]
    [InlineData("NumericEquals", Epoch, "10", "11", false)]
    [InlineData("NumericNotEquals", Epoch, "10", "11", true)]
    [InlineData("NumericNotEquals", Epoch, "10", "10", false)]
    [InlineData("NumericLessThan", Epoch, "10", "9", true)]
    [InlineData("NumericLessThan", Epoch, "10", "10", false)]
    [InlineData("NumericLessThanEquals", Epoch, "10", "10", true)]
    [InlineData("NumericLessThanEquals", Epoch, "10", "10.5", false)]
    [InlineData("NumericGreaterThan", Epoch, "10", "10.5", true)]
    [InlineData("NumericGreaterThan", Epoch, "10", "10", false)]
    [InlineData("NumericGreaterThanEquals", Epoch, "10", "10", true)]
    [InlineData("NumericGreaterThanEquals", Epoch, "10", "text", false)]
    [InlineData("DateEquals", Time, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateEquals", Time, "2026-01-01T13:00:00+01:00", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateEquals", Time, "2026-01-01", "2026-01-01T12:00:00Z", false)]
    [InlineData("DateNotEquals", Time, "2026-01-01", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateNotEquals", Time, "2026-01-01", "2026-01-01T00:00:00Z", false)]
    [InlineData("DateLessThan", Time, "2026-01-01T12:00:01Z", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateLessThan", Time, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", false)]
    [InlineData("DateLessThanEquals", Time, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateLessThanEquals", Time, "2026-01-01", "2026-01-01T12:00:00Z", false)]
    [InlineData("DateGreaterThan", Time, "1767225600", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateGreaterThan", Time, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", false)]
    [InlineData("DateGreaterThanEquals", Time, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", true)]
    [InlineData("DateGreaterThanEquals", Time, "2027-01-01", "2026-01-01T12:00:00Z", false)]
    [InlineData("Bool", Tls, "True", "true", true)]
    [InlineData("Bool", Tls, "true", "false", false)]
    [InlineData("BinaryEquals", Name, "QmFzZTY0", "QmFzZTY0", true)]
    [InlineData("BinaryEquals", Name, "QmFzZTY0", "QmFzZTY1", false)]
    [InlineData("IpAddress", Ip, "192.0.2.0/24", "192.0.2.77", true)]
    [InlineData("IpAddress", Ip, "192.0.2.9/24", "192.0.2.77", true)]
    [InlineData("IpAddress", Ip, "192.0.2.0/24", "192.0.3.1", false)]
    [InlineData("IpAddress", Ip, "192.0.2.1", "192.0.2.1", true)]
    [InlineData("IpAddress", Ip, "192.0.2.1", "192.0.2.2", false)]
    [InlineData("IpAddress", Ip, "0.0.0.0/0", "198.51.100.1", true)]
    [InlineData("IpAddress", Ip, "2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("IpAddress", Ip, "2001:db8::/32", "2001:db9::1", false)]
    [InlineData("IpAddress", Ip, "192.0.2.0/24", "::ffff:192.0.2.1", true)]
    [InlineData("IpAddress", Ip, "2001:db8::/32", "192.0.2.1", false)]
    [InlineData("NotIpAddress", Ip, "192.0.2.0/24", "198.51.100.1", true)]
    [InlineData("NotIpAddress", Ip, "192.0.2.0/24", "192.0.2.1", false)]
    [InlineData("ArnEquals", Arn, "arn:aws:iam::*:role/build/*", Role, true)]
    [InlineData("ArnEquals", Arn, "arn:aws:iam::*:role/pull/*", Role, false)]
    [InlineData("ArnLike", Arn, "arn:*:iam::123456789012:role/*", Role, true)]
    [InlineData("ArnLike", Arn, "arn:aws:*:*:*:user/*", Role, false)]
    [InlineData("ArnNotEquals", Arn, "arn:aws:iam::*:role/pull/*", Role, true)]
    [InlineData("ArnNotEquals", Arn, Role, Role, false)]
    [InlineData("ArnNotLike", Arn, "arn:aws:iam::*:user/*", Role, true)]
    [InlineData("ArnNotLike", Arn, "arn:aws:iam::*:role/*", Role, false)]
    [InlineData("Null", Name, "false", "ann", true)]
    [InlineData("Null", Name, "true", "ann", false)]
    public void Holds_OneValue_IsComparedAsDocumented(string condition, string key, string expected, string actual, bool holds) =>
        Assert.Equal(holds, Holds(condition, key, [expected], [actual]));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("NumericLessThan", false)]
    [InlineData("NumericNotEquals", true)]
    [InlineData("DateGreaterThan", false)]
    [InlineData("DateNotEquals", true)]
    [InlineData("IpAddress", false)]
    [InlineData("NotIpAddress", true)]
    [InlineData("IpAddressIfExists", true)]
    [InlineData("ArnLike", false)]
    [InlineData("ArnNotLike", true)]
    [InlineData("Bool", false)]
    [InlineData("BoolIfExists", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    public void Holds_AbsentKey_DependsOnTheOperator(string condition, bool holds)
    {
        var value = condition switch
        {
            _ when condition.Contains("Numeric", StringComparison.Ordinal) => "1",
            _ when condition.Contains("Date", StringComparison.Ordinal) => "2026-01-01",
            _ when condition.Contains("Ip", StringComparison.Ordinal) => "192.0.2.1",
            _ when condition.Contains("Arn", StringComparison.Ordinal) => Role,
            _ when condition.Contains("Bool", StringComparison.Ordinal) => "true",
            _ => "a",
        };

        Assert.Equal(holds, Holds(condition, Name, [value], []));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Holds_NullOfAnAbsentKey_IsTrue(string expected, bool holds) => Assert.Equal(holds, Holds("Null", Name, [expected], []));

    [Theory]
    [InlineData("ForAnyValue:StringEquals", "a b", "b c", true)]
    [InlineData("ForAnyValue:StringEquals", "a b", "c d", false)]
    [InlineData("ForAnyValue:StringNotEquals", "a b", "b c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a b", "a b", false)]
    [InlineData("ForAllValues:StringEquals", "a b c", "a b", true)]
    [InlineData("ForAllValues:StringEquals", "a b", "b c", false)]
    [InlineData("ForAllValues:StringNotEquals", "a b", "c d", true)]
    [InlineData("ForAllValues:StringNotEquals", "a b", "b c", false)]
    [InlineData("ForAllValues:StringLike", "te*", "team tenant", true)]
    [InlineData("ForAllValues:StringLike", "te*", "team cost", false)]
    [InlineData("StringEquals", "a b", "b", true)]
    [InlineData("StringEquals", "a b", "c", false)]
    [InlineData("StringNotEquals", "a b", "c", true)]
    [InlineData("StringNotEquals", "a b", "b", false)]
    public void Holds_SeveralValues_AreCombinedAsDocumented(string condition, string expected, string actual, bool holds) =>
        Assert.Equal(holds, Holds(condition, Keys, expected.Split(' '), actual.Split(' ')));

    [Theory]
    [InlineData("Allow", false)]
    [InlineData("Deny", true)]
    public void Covers_UnknownKey_NeverAllowsAndDenies(string effect, bool covers)
    {
        var document = IamPolicy.Parse(
            $$$$"""{"Statement":[{"Effect":"{{{{effect}}}}","Action":"ecr:*","Resource":"*","Condition":{"StringEquals":{"custom:Key":"x","aws:username":"ann"}}}]}""",
            PolicyKind.Identity, "policy", out _)!;

        Assert.Equal(covers, Assert.Single(document.Statements).Covers(new PolicyRequest("ecr:PutImage", "*", new RequestContext().With(Name, "ann"))));
        Assert.False(document.Statements[0].Covers(new PolicyRequest("ecr:PutImage", "*", new RequestContext().With(Name, "bob"))));
    }

    [Theory]
    [InlineData("${aws:username}", "ann", true)]
    [InlineData("${aws:username}", null, false)]
    [InlineData("${aws:username, 'ann'}", null, true)]
    [InlineData("${aws:username, 'bob'}", null, false)]
    [InlineData("${aws:username, 'bob'}", "ann", true)]
    public void Covers_VariableInTheResource_IsFilledOrTakesItsDefault(string variable, string? name, bool covers)
    {
        var document = IamPolicy.Parse(
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/{{variable}}"}]}""",
            PolicyKind.Identity, "policy", out _)!;

        var request = new PolicyRequest("ecr:PutImage", "arn:aws:ecr:us-east-1:123456789012:repository/ann", new RequestContext().With(Name, name));
        Assert.Equal(covers, document.Statements[0].Covers(request));
    }

    private static bool Holds(string condition, string key, string[] expected, string[] actual)
    {
        var values = string.Join(',', expected.Select(value => $"\"{value}\""));
        var document = IamPolicy.Parse(
            $$$$"""{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*","Condition":{"{{{{condition}}}}":{"{{{{key}}}}":[{{{{values}}}}]}}}]}""",
            PolicyKind.Identity, "policy", out var faults);
        Assert.Empty(faults);
        return document!.Statements[0].Covers(new PolicyRequest("ecr:PutImage", "*", new RequestContext().WithAll(key, actual)));
    }
}
