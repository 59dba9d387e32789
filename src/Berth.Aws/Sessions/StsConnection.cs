using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Berth.Aws.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>A client of STS.</summary>
/// <param name="Client">The client.</param>
/// <param name="Credentials">The credentials of the caller that are resolved before each call; <see langword="null"/> for fixed ones.</param>
/// <param name="Skew">Gets how far the clock of STS is ahead of this machine's.</param>
internal sealed record StsConnection(AmazonSecurityTokenServiceClient Client, IReadyCredentials? Credentials, Func<TimeSpan> Skew) : IDisposable
{
    public static StsConnection Open(AWSCredentials caller, AmazonSecurityTokenServiceConfig config, Connections connections) =>
        new(new AmazonSecurityTokenServiceClient(caller, config), caller as IReadyCredentials, () => SkewOf(config, connections));

    public void Dispose() => Client.Dispose();

    private static TimeSpan SkewOf(AmazonSecurityTokenServiceConfig config, Connections connections)
    {
        var url = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new AssumeRoleRequest())).URL;
        return Uri.TryCreate(url, UriKind.Absolute, out var address) ? connections.SkewOf(address.Authority) : TimeSpan.Zero;
    }
}
