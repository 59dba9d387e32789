using Amazon.Runtime;
using Amazon.SecurityToken;
using Berth.Aws.Runtime;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>Configures the AWS SDK's STS client for a registry's region, endpoint and profile.</summary>
internal static class StsConfig
{
    public static AmazonSecurityTokenServiceConfig For(EcrRegistry registry, HttpClientFactory connections, TimeSpan timeout)
    {
        var config = new AmazonSecurityTokenServiceConfig();
        SdkDefaults.Apply(config, registry, connections, timeout);
        return config;
    }
}
