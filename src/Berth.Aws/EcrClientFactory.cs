using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Berth.Aws.Runtime;
using Berth.Aws.Sessions;
using Berth.Concurrency;
using Berth.Credentials;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Aws;

/// <summary>
/// Gives clients of ECR registries on the AWS SDK's pipeline. Equal registries get the same client; all clients share one pool of
/// connections, and those that reach registries through the same role share its session.
/// </summary>
public sealed class EcrClientFactory : IEcrRepositoriesFactory, IAuthorizationTokenSource, IDisposable
{
    private readonly EcrClientOptions options;
    private readonly Connections connections;
    private readonly ConcurrentDictionary<EcrRegistry, Lazy<EcrClient>> clients = new();
    private readonly ConcurrentDictionary<SessionKey, Lazy<RoleAccess>> roles = new();
    private readonly ConcurrentBag<IDisposable> owned = [];

    /// <summary>Initializes a new instance of the <see cref="EcrClientFactory"/> class. No call is made and no file is read.</summary>
    /// <param name="options">How AWS is reached; <see langword="null"/> for the defaults.</param>
    public EcrClientFactory(EcrClientOptions? options = null)
    {
        this.options = options ?? new EcrClientOptions();
        connections = new Connections(this.options);
    }

    /// <summary>Gets the client of a registry. No call is made.</summary>
    /// <param name="registry">The registry and the way to it.</param>
    /// <returns>The client, the same one for equal registries.</returns>
    public EcrClient For(EcrRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return clients.GetOrAdd(registry, key => new Lazy<EcrClient>(() => new EcrClient(new EcrApi(key, () => Connect(key), options.OperationTimeout), connections.Client))).Value;
    }

    /// <inheritdoc/>
    IEcrRepositories IEcrRepositoriesFactory.For(EcrRegistry registry) => For(registry).Repositories;

    /// <inheritdoc/>
    Task<RegistryCredentials> IAuthorizationTokenSource.GetAuthorizationTokenAsync(EcrRegistry registry, CancellationToken cancellationToken) =>
        For(registry).GetAuthorizationTokenAsync(cancellationToken);

    /// <summary>Closes the connections. Calls that are under way fail.</summary>
    public void Dispose()
    {
        foreach (var disposable in owned)
        {
            disposable.Dispose();
        }

        connections.Dispose();
    }

    /// <summary>Gets the total time of obtaining credentials: less than that of a call, so that the error names the call to STS.</summary>
    private TimeSpan CredentialsTimeout => options.OperationTimeout * 0.8;

    /// <summary>Gets the total time of a call.</summary>
    internal TimeSpan OperationTimeout => options.OperationTimeout;

    /// <summary>Gets the access to the role of a registry.</summary>
    internal RoleAccess RoleOf(EcrRegistry registry, AssumedRole role) =>
        roles.GetOrAdd(SessionKey.Of(registry, role), _ => new Lazy<RoleAccess>(() => Reach(registry, role))).Value;

    /// <summary>Opens the API of a registry with keys of the caller's own. The pipeline is the caller's to dispose of.</summary>
    internal EcrPipeline PipelineWith(EcrRegistry registry, AWSCredentials credentials) =>
        new(credentials, new EcrClientConfig(registry, connections, options.RequestTimeout));

    private EcrConnection Connect(EcrRegistry registry)
    {
        var config = new EcrClientConfig(registry, connections, options.RequestTimeout);
        var credentials = registry.Role is { } role ? new RoleCredentials(RoleOf(registry, role).Session) : Caller(config);
        return new EcrConnection(Own(new EcrPipeline(credentials, config)), credentials as IReadyCredentials);
    }

    private RoleAccess Reach(EcrRegistry registry, AssumedRole role)
    {
        var config = StsConfig.For(registry, connections, options.RequestTimeout);
        var assumer = Own(new RoleAssumer(Caller(config), config, registry, connections, CredentialsTimeout));
        var name = SessionIdentity.NameOf("berth", Environment.MachineName);
        return new RoleAccess(
            assumer,
            new Expiring<Session>(
                async cancellationToken =>
                {
                    var session = await assumer.AssumeAsync(
                        new AssumeRoleRequest { RoleArn = role.Role.ToString(), RoleSessionName = name, ExternalId = role.ExternalId },
                        cancellationToken).ConfigureAwait(false);
                    return new ExpiringValue<Session>(session, session.EndsAt);
                },
                SessionRefresh.Options(options.OperationTimeout),
                options.TimeProvider));
    }

    private AWSCredentials Caller(IClientConfig config) => options.Credentials ?? new AmbientCredentials(config, CredentialsTimeout, options.TimeProvider);

    private T Own<T>(T disposable)
        where T : IDisposable
    {
        owned.Add(disposable);
        return disposable;
    }
}
