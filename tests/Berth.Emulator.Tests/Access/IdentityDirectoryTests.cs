using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Emulator.Tests.Access;

public sealed class IdentityDirectoryTests
{
    private const string Trust = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}]}""";

    [Fact]
    public void Parse_UserWithKeys_IsFoundByEachKey()
    {
        var directory = IdentityDirectory.Parse(
            """{"accounts":{"123456789012":{"users":{"ci":{"path":"/build/","accessKeys":[{"id":"AKIAIOSFODNN7EXAMPLE","secret":"0123456789abcdef"},{"id":"AKIAIOSFODNN7EXAMPL2","secret":"0123456789abcdef"}]}}}}}""");

        Assert.True(directory.TryFindKey("AKIAIOSFODNN7EXAMPL2", out var user, out _));
        Assert.Equal("arn:aws:iam::123456789012:user/build/ci", user.Arn.ToString());
    }

    [Fact]
    public void Parse_Role_IsFoundByItsArnWithItsPath()
    {
        var directory = IdentityDirectory.Parse("""{"accounts":{"123456789012":{"roles":{"push":{"path":"/a/b/","maxSessionDuration":7200,"trust":""" + Trust + "}}}}}");

        var role = directory.FindRole(Arn.Parse("arn:aws:iam::123456789012:role/a/b/push"));

        Assert.Equal(TimeSpan.FromHours(2), role?.MaxSessionDuration);
        Assert.Null(directory.FindRole(Arn.Parse("arn:aws:iam::123456789012:role/push")));
    }

    [Fact]
    public void Parse_AccountOfAnotherPartition_HasArnsOfThat()
    {
        var directory = IdentityDirectory.Parse("""{"accounts":{"123456789012":{"partition":"aws-cn","roles":{"push":{"trust":""" + Trust + "}}}}}");

        Assert.NotNull(directory.FindRole(Arn.Parse("arn:aws-cn:iam::123456789012:role/push")));
    }

    [Theory]
    [InlineData("[]", "file")]
    [InlineData("{", "file")]
    [InlineData("{}", "file: accounts")]
    [InlineData("""{"accounts":[]}""", "file: accounts")]
    [InlineData("""{"acounts":{}}""", "file.acounts")]
    [InlineData("""{"accounts":{"1234":{}}}""", "file: accounts.1234")]
    [InlineData("""{"accounts":{"123456789012":[]}}""", "file: accounts.123456789012")]
    [InlineData("""{"accounts":{"123456789012":{"user":{}}}}""", "file: accounts.123456789012.user")]
    [InlineData("""{"accounts":{"123456789012":{"partition":"mars"}}}""", "file: accounts.123456789012.partition")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a b":{}}}}}""", "file: accounts.123456789012.users.a b")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"path":"build"}}}}}""", "file: accounts.123456789012.users.a.path")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"accessKeys":{}}}}}}""", "file: accounts.123456789012.users.a.accessKeys")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"accessKeys":[{"id":"short","secret":"0123456789abcdef"}]}}}}}""", "file: accounts.123456789012.users.a.accessKeys[0].id")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"accessKeys":[{"id":"ASIAIOSFODNN7EXAMPLE","secret":"0123456789abcdef"}]}}}}}""", "file: accounts.123456789012.users.a.accessKeys[0].id")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"accessKeys":[{"id":"AKIAIOSFODNN7EXAMPLE"}]}}}}}""", "file: accounts.123456789012.users.a.accessKeys[0].secret")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"accessKeys":[{"id":"AKIAIOSFODNN7EXAMPLE","secret":"0123456789abcdef"},{"id":"AKIAIOSFODNN7EXAMPLE","secret":"0123456789abcdef"}]}}}}}""", "file: accounts.123456789012.users.a.accessKeys[1].id")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"tags":{"team":7}}}}}}""", "file: accounts.123456789012.users.a.tags.team")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"policies":[]}}}}}""", "file: accounts.123456789012.users.a.policies")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{"policies":{"p":{"Statement":[{"Effect":"Allow","Action":"x","Resource":"*"}]}}}}}}}""", "file: accounts.123456789012.users.a.policies.p.Statement[0].Action")]
    [InlineData("""{"accounts":{"123456789012":{"roles":{"a":{}}}}}""", "file: accounts.123456789012.roles.a.trust")]
    [InlineData("""{"accounts":{"123456789012":{"roles":{"a":{"maxSessionDuration":60,"trust":{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}}}}}}""", "file: accounts.123456789012.roles.a.maxSessionDuration")]
    [InlineData("""{"accounts":{"123456789012":{"users":{"a":{},"a":{}}}}}""", "file: accounts.123456789012.users.a")]
    public void Parse_FileWithAFault_NamesItsPlace(string json, string where)
    {
        var exception = Assert.Throws<InvalidInputException>(() => IdentityDirectory.Parse(json, "file"));

        Assert.Equal(where, Assert.Single(exception.Faults).Where);
    }

    [Fact]
    public void Parse_SeveralFaults_AreReportedTogether()
    {
        var exception = Assert.Throws<InvalidInputException>(() => IdentityDirectory.Parse(
            """{"accounts":{"12":{},"123456789012":{"users":{"a":{"path":"x"}},"roles":{"r":{"maxSessionDuration":"1h"}}}}}""", "file"));

        Assert.Equal(
            [
                "file: accounts.12",
                "file: accounts.123456789012.users.a.path",
                "file: accounts.123456789012.roles.r.maxSessionDuration",
                "file: accounts.123456789012.roles.r.trust",
            ],
            exception.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void Parse_FaultBesideASecret_DoesNotRepeatTheSecret()
    {
        var exception = Assert.Throws<InvalidInputException>(() => IdentityDirectory.Parse(
            """{"accounts":{"123456789012":{"users":{"a":{"accessKeys":[{"id":"x","secret":"a-secret-that-stays"}]}}}}}"""));

        Assert.DoesNotContain("a-secret-that-stays", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_FileThatIsNotThere_IsRefusedByItsPath()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "identities.json");

        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => IdentityDirectory.LoadAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal(path, Assert.Single(exception.Faults).Where);
    }
}
