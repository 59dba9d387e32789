using Amazon.Runtime;

namespace Berth.Aws;

/// <summary>How the clients of ECR and STS reach AWS. Every default suits AWS itself; tests and emulators change what they need.</summary>
public sealed record EcrClientOptions
{
    /// <summary>Gets the credentials to call with, or <see langword="null"/> for those that any AWS SDK would find: environment, web identity, profile, SSO, container, instance.</summary>
    /// <seealso href="https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html"/>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Gets the handler that calls go through, or <see langword="null"/> for one of our own that keeps connections. A given handler is not disposed with the clients.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>Gets the time after which one attempt at a call is given up: 30 seconds by default. Attempts that failed are repeated as the SDK's retry mode says.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the time after which opening a connection is given up: 3.1 seconds by default, as in the AWS SDK's standard mode. It does not apply to a given <see cref="HttpMessageHandler"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3.1);

    /// <summary>Gets the greatest number of connections to one host: 8 by default. Further calls wait for one. It does not apply to a given <see cref="HttpMessageHandler"/>.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>Gets the clock by which sessions and tokens end.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
