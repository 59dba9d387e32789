using Berth.Registries;

namespace Berth.Tests.Registries;

public sealed class AssumedRoleTests
{
    private const string Role = "arn:aws:iam::123456789012:role/deployer";

    [Theory]
    [InlineData(null)]
    [InlineData("ab")]
    [InlineData("customer=42,team@berth.example:eu/west_1+x-y")]
    public void Create_RoleAndExternalId_Accepts(string? externalId)
    {
        List<Fault> faults = [];
        var role = AssumedRole.Create(Role, externalId, "assumeRole", faults);
        Assert.Empty(faults);
        Assert.Equal((Role, externalId), (role?.Role.ToString(), role?.ExternalId));
    }

    [Theory]
    [InlineData("deployer", null, "assumeRole.roleArn")]
    [InlineData("arn:aws:iam::123456789012:user/ada", null, "assumeRole.roleArn")]
    [InlineData(Role, "", "assumeRole.externalId")]
    [InlineData(Role, "a", "assumeRole.externalId")]
    [InlineData(Role, "with space", "assumeRole.externalId")]
    [InlineData(Role, "ab\n", "assumeRole.externalId")]
    public void Create_Wrong_SaysWhere(string arn, string? externalId, string where)
    {
        List<Fault> faults = [];
        Assert.Null(AssumedRole.Create(arn, externalId, "assumeRole", faults));
        Assert.Equal(where, Assert.Single(faults).Where);
    }

    [Fact]
    public void Create_BothWrong_SaysBoth()
    {
        List<Fault> faults = [];
        Assert.Null(AssumedRole.Create("deployer", new string('x', 1225), "assumeRole", faults));
        Assert.Equal(["assumeRole.roleArn", "assumeRole.externalId"], faults.Select(fault => fault.Where));
    }

    [Fact]
    public void ToString_LeavesOut_TheExternalId() =>
        Assert.DoesNotContain("confidential", AssumedRole.Create(Role, "confidential", "assumeRole", [])!.ToString(), StringComparison.Ordinal);
}
