using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Berth.Registries;

namespace Berth.Aws.Runtime;

/// <summary>What the clients of ECR and of STS are configured with in common.</summary>
internal static class SdkDefaults
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3.1);

    /// <summary>Gets the SDK's standard defaults, the same in every mode: standard retries, with the connect timeout that AWS gives for it.</summary>
    public static IDefaultConfigurationProvider Provider { get; } = new DefaultConfigurationProvider(
        Enum.GetValues<DefaultConfigurationMode>()
            .Where(mode => mode != DefaultConfigurationMode.Auto)
            .Select(mode => new DefaultConfiguration
            {
                Name = mode,
                RetryMode = RequestRetryMode.Standard,
                ConnectTimeout = ConnectTimeout,
                TlsNegotiationTimeout = ConnectTimeout,
            }));

    /// <summary>Points a client's configuration at a registry's account, region and endpoint.</summary>
    public static void Apply(ClientConfig config, EcrRegistry registry, HttpClientFactory connections, TimeSpan timeout)
    {
        if (registry.Profile is { } profile)
        {
            config.Profile = new Profile(profile);
        }

        // Set in this order: the SDK takes a region and an endpoint as alternatives, and the later one wins.
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(registry.Region.ToString());
        if (registry.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        config.AuthenticationRegion = registry.Region.ToString();
        if (registry.UseFips)
        {
            config.UseFIPSEndpoint = true;
        }

        if (registry.UseDualStack)
        {
            config.UseDualstackEndpoint = true;
        }

        config.HttpClientFactory = connections;
        config.Timeout = timeout;
        config.LogResponse = false;
        config.DisableLogging = true;
        config.AllowAutoRedirect = false;
    }
}
