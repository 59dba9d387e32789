using Berth.Names;

namespace Berth.Tests.Names;

public sealed class EcrHostResemblanceTests
{
    [Theory]
    [InlineData("12345678901.dkr.ecr.eu-central-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.comm")]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.com.example.org")]
    [InlineData("123456789012.dkr-ecr.eu-central-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecrs.eu-central-1.amazonaws.com")]
    [InlineData("123456789012.DKR.ECR.eu-central-1.amazonaws.cn")]
    public void FindFault_AHostThatOnlyResemblesEcr_IsRefused(string host)
    {
        var fault = EcrHostResemblance.FindFault(RegistryHost.Parse(host), "host");
        Assert.Equal("host", fault?.Where);
        Assert.Contains(host.ToLowerInvariant(), fault!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456789012.dkr.ecr.eu-central-1.amazonaws.com")]
    [InlineData("123456789012.dkr-ecr.eu-central-1.on.aws")]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn")]
    [InlineData("public.ecr.aws")]
    [InlineData("ghcr.io")]
    [InlineData("localhost:5000")]
    [InlineData("dkr.ecr.example.org")]
    public void FindFault_AnEcrHostOrAnotherRegistry_IsAccepted(string host) =>
        Assert.Null(EcrHostResemblance.FindFault(RegistryHost.Parse(host), "host"));
}
