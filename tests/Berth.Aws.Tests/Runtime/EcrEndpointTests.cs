using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests.Runtime;

public sealed class EcrEndpointTests
{
    [Theory]
    [InlineData("eu-central-1", "api.ecr.eu-central-1.amazonaws.com", "ecr.eu-central-1.api.aws", "api.ecr-fips.eu-central-1.amazonaws.com", "ecr-fips.eu-central-1.api.aws")]
    [InlineData("mx-central-1", "api.ecr.mx-central-1.amazonaws.com", "ecr.mx-central-1.api.aws", "api.ecr-fips.mx-central-1.amazonaws.com", "ecr-fips.mx-central-1.api.aws")]
    [InlineData("cn-north-1", "api.ecr.cn-north-1.amazonaws.com.cn", "ecr.cn-north-1.api.amazonwebservices.com.cn", "api.ecr-fips.cn-north-1.amazonaws.com.cn", "ecr-fips.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-gov-west-1", "api.ecr.us-gov-west-1.amazonaws.com", "ecr.us-gov-west-1.api.aws", "api.ecr-fips.us-gov-west-1.amazonaws.com", "ecr-fips.us-gov-west-1.api.aws")]
    [InlineData("eusc-de-east-1", "api.ecr.eusc-de-east-1.amazonaws.eu", "ecr.eusc-de-east-1.api.amazonwebservices.eu", "api.ecr-fips.eusc-de-east-1.amazonaws.eu", "ecr-fips.eusc-de-east-1.api.amazonwebservices.eu")]
    [InlineData("us-iso-east-1", "api.ecr.us-iso-east-1.c2s.ic.gov", "ecr.us-iso-east-1.api.aws.ic.gov", "api.ecr-fips.us-iso-east-1.c2s.ic.gov", "ecr-fips.us-iso-east-1.api.aws.ic.gov")]
    [InlineData("us-isob-east-1", "api.ecr.us-isob-east-1.sc2s.sgov.gov", "ecr.us-isob-east-1.api.aws.scloud", "api.ecr-fips.us-isob-east-1.sc2s.sgov.gov", "ecr-fips.us-isob-east-1.api.aws.scloud")]
    [InlineData("eu-isoe-west-1", "api.ecr.eu-isoe-west-1.cloud.adc-e.uk", "ecr.eu-isoe-west-1.api.cloud-aws.adc-e.uk", "api.ecr-fips.eu-isoe-west-1.cloud.adc-e.uk", "ecr-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk")]
    [InlineData("us-isof-south-1", "api.ecr.us-isof-south-1.csp.hci.ic.gov", "ecr.us-isof-south-1.api.aws.hci.ic.gov", "api.ecr-fips.us-isof-south-1.csp.hci.ic.gov", "ecr-fips.us-isof-south-1.api.aws.hci.ic.gov")]
    public void Endpoint_OfEveryPartition_IsTheOneOfAwsRules(string region, string plain, string dualStack, string fips, string both)
    {
        var parsed = Region.Parse(region);

        Assert.Equal($"https://{plain}/", EcrEndpoint.Of(parsed, useFips: false, useDualStack: false).AbsoluteUri);
        Assert.Equal($"https://{dualStack}/", EcrEndpoint.Of(parsed, useFips: false, useDualStack: true).AbsoluteUri);
        Assert.Equal($"https://{fips}/", EcrEndpoint.Of(parsed, useFips: true, useDualStack: false).AbsoluteUri);
        Assert.Equal($"https://{both}/", EcrEndpoint.Of(parsed, useFips: true, useDualStack: true).AbsoluteUri);
    }

    [Theory]
    [InlineData("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "api.ecr-fips.us-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr-ecr.us-east-1.on.aws", "ecr.us-east-1.api.aws")]
    [InlineData("123456789012.dkr-ecr-fips.us-east-1.on.aws", "ecr-fips.us-east-1.api.aws")]
    [InlineData("123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn", "api.ecr.cn-northwest-1.amazonaws.com.cn")]
    public async Task Call_OfARegistryByItsHost_GoesToTheEndpointOfThatKind(string host, string endpoint)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory();

        await factory.For(new EcrRegistry(EcrHost.Parse(host))).Repositories
            .DescribeRepositoryAsync(RepositoryName.Parse("web/app"), TestContext.Current.CancellationToken);

        Assert.Equal(endpoint, Assert.Single(aws.Calls).Uri.Host);
    }

    [Fact]
    public async Task Call_OfARegistryWithAnEndpoint_GoesThereAndIsSignedForTheRegion()
    {
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session("ASIA1", DateTimeOffset.MaxValue.AddYears(-7000))
            : ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory();
        var registry = new EcrRegistry(RegistryHost.Parse("localhost:5000"), AccountId.Parse("123456789012"), Region.Parse("ap-south-2"))
        {
            Endpoint = new Uri("http://localhost:5000"),
            Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []),
        };

        await factory.For(registry).Repositories.DescribeRepositoryAsync(RepositoryName.Parse("web/app"), TestContext.Current.CancellationToken);

        Assert.All(aws.Calls, call => Assert.Equal("http://localhost:5000/", call.Uri.AbsoluteUri));
        Assert.Collection(
            aws.Calls,
            sts => Assert.Contains("/ap-south-2/sts/aws4_request", sts.Authorization, StringComparison.Ordinal),
            ecr => Assert.Contains("/ap-south-2/ecr/aws4_request", ecr.Authorization, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "FIPS")]
    [InlineData("123456789012.dkr-ecr.us-east-1.on.aws", "dual-stack")]
    public async Task Call_WithAnEndpointAndAVariant_IsRefusedBeforeItIsMade(string host, string variant)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("{}"));
        using var factory = aws.Factory();
        var registry = new EcrRegistry(EcrHost.Parse(host)) { Endpoint = new Uri("http://localhost:5000") };

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(registry).Repositories
            .DescribeRepositoryAsync(RepositoryName.Parse("web/app"), TestContext.Current.CancellationToken));

        Assert.Equal(EcrErrorKind.InvalidRequest, failure.Kind);
        Assert.Contains(variant, failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }
}
