using System.Net;
using Amazon.Runtime;

namespace Berth.Aws;

/// <summary>How the clients of ECR and STS reach AWS. The defaults are right for AWS itself.</summary>
public sealed record EcrClientOptions
{
    /// <summary>Gets the credentials to call with, or <see langword="null"/> for those that every AWS SDK finds: environment, web identity, profile, SSO, container, instance.</summary>
    /// <seealso href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html"/>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Gets the handler that calls go through, or <see langword="null"/> for a handler that pools connections. A given handler is not disposed with the factory.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>Gets the time after which one attempt of a call times out, its headers and body included. Default 8 seconds, so that retries fit into the 30 seconds of a preparation. A failed attempt is retried according to the retry mode of the SDK.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Gets the time after which a call times out with all its attempts, pauses and the resolution of its credentials. Default 26 seconds.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(26);

    /// <summary>Gets the proxy, or <see langword="null"/> for <see cref="Berth.Networking.ProxySettings"/> of the environment: <c>HTTPS_PROXY</c>, <c>NO_PROXY</c> and the like. It does not apply to a given <see cref="HttpMessageHandler"/>.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Gets the time after which opening a connection fails: 3.1 seconds by default, as in the AWS SDK's standard mode. It does not apply to a given <see cref="HttpMessageHandler"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3.1);

    /// <summary>Gets the greatest number of connections to one host: 8 by default. Further calls wait for one. It does not apply to a given <see cref="HttpMessageHandler"/>.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>Gets the clock of the timeouts, and by which sessions and tokens expire.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
