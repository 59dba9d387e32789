using Berth.Emulator.Tests.Access;

namespace Berth.Emulator.Tests.Protocols.Sts;

public sealed class StsTests : EmulatorTest
{
    private const string Role = "arn:aws:iam::210987654321:role/berth/push";

    private StsClient Sts => field ??= new StsClient(Emulator, new TestCredentials("AKIATEST", "any secret"));

    [Fact]
    public async Task GetCallerIdentity_AnyKey_IsTheDefaultAccount()
    {
        var (status, xml) = await Sts.CallAsync("GetCallerIdentity");

        Assert.Equal(200, status);
        Assert.Equal("123456789012", StsClient.Text(xml, "Account"));
        Assert.StartsWith("arn:aws:iam::123456789012:user/", StsClient.Text(xml, "Arn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_AnyRole_GivesASessionOfItsAccount()
    {
        var (status, xml) = await Sts.CallAsync("AssumeRole", ("RoleArn", Role), ("RoleSessionName", "deploy"), ("DurationSeconds", "900"));

        Assert.Equal(200, status);
        Assert.Equal("arn:aws:sts::210987654321:assumed-role/push/deploy", StsClient.Text(xml, "Arn"));
        Assert.Equal("2026-01-01T12:15:00Z", StsClient.Text(xml, "Expiration"));
        Assert.StartsWith("ASIA", StsClient.Text(xml, "AccessKeyId"), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f-]{36}$", StsClient.Text(xml, "RequestId"));
    }

    [Fact]
    public async Task GetCallerIdentity_OfASession_IsTheSession()
    {
        using var session = new StsClient(Emulator, await Sts.AssumeAsync(Role, session: "deploy"));

        var (_, xml) = await session.CallAsync("GetCallerIdentity");

        Assert.Equal("arn:aws:sts::210987654321:assumed-role/push/deploy", StsClient.Text(xml, "Arn"));
        Assert.Equal("210987654321", StsClient.Text(xml, "Account"));
    }

    [Theory]
    [InlineData("", "deploy", "3600", "1 validation error detected: Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20")]
    [InlineData("arn:aws:iam::210987654321:user/berth", "deploy", "3600", "arn:aws:iam::210987654321:user/berth is invalid")]
    [InlineData(Role, "d", "3600", "1 validation error detected: Value 'd' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2")]
    [InlineData(Role, "a b", "3600", @"1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*")]
    [InlineData(Role, "deploy", "899", "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData(Role, "deploy", "43201", "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200")]
    [InlineData(Role, "d", "899", "2 validation errors detected: Value 'd' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    public async Task AssumeRole_ParameterOutOfBounds_IsRefused(string role, string session, string seconds, string message)
    {
        var (status, code, text) = await Sts.ErrorAsync("AssumeRole", ("RoleArn", role), ("RoleSessionName", session), ("DurationSeconds", seconds));

        Assert.Equal((400, "ValidationError", message), (status, code, text));
    }

    [Fact]
    public async Task AssumeRole_WithoutParameters_NamesAllThatAreMissing()
    {
        var (_, _, text) = await Sts.ErrorAsync("AssumeRole");

        Assert.Equal(
            "2 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
            text);
    }

    [Fact]
    public async Task AssumeRole_RepeatedTag_IsRefused()
    {
        var (_, code, _) = await Sts.ErrorAsync(
            "AssumeRole",
            ("RoleArn", Role), ("RoleSessionName", "deploy"),
            ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"), ("Tags.member.2.Key", "A"), ("Tags.member.2.Value", "2"));

        Assert.Equal("InvalidParameterValue", code);
    }

    [Fact]
    public async Task AssumeRole_TextThatXmlCannotHold_IsRefusedAndGivenBackEscaped()
    {
        var (status, code, text) = await Sts.ErrorAsync("AssumeRole", ("RoleArn", Role), ("RoleSessionName", "\u0001\u0002"));

        Assert.Equal((400, "ValidationError"), (status, code));
        Assert.Contains("at 'roleSessionName'", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_TooManyTags_IsRefused()
    {
        var tags = Enumerable.Range(1, 60)
            .SelectMany(number => new[] { ($"Tags.member.{number}.Key", $"k{number}"), ($"Tags.member.{number}.Value", "v") });

        var (_, code, text) = await Sts.ErrorAsync("AssumeRole", [("RoleArn", Role), ("RoleSessionName", "deploy"), .. tags]);

        Assert.Equal("ValidationError", code);
        Assert.Contains("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_UnknownAction_IsRefused()
    {
        var (status, code, text) = await Sts.ErrorAsync("GetFederationToken");

        Assert.Equal((400, "InvalidAction", "Could not find operation GetFederationToken for version 2011-06-15"), (status, code, text));
    }
}
