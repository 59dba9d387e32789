using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Sessions;
using Berth.Concurrency;
using Berth.Credentials;
using Berth.Networking;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Aws;

/// <summary>
/// Creates clients of ECR registries on the AWS SDK's pipeline. Equal registries get the same client; all clients share one pool of
/// connections, and those that reach registries through the same role share its session. Up to 1000 clients and sessions are kept.
/// </summary>
public sealed class EcrClientFactory : IEcrRepositoriesFactory, IAuthorizationTokenSource, IDisposable
{
    /// <summary>The greatest number of clients that are kept, and of roles.</summary>
    internal const int Capacity = 1000;

    private readonly EcrClientOptions options;
    private readonly Connections connections;
    private readonly BoundedCache<EcrRegistry, (EcrClient Client, EcrApi Api)> clients;
    private readonly BoundedCache<EcrRegistry, RoleAccess> roles;
    private volatile bool isDisposed;

    /// <summary>Initializes a new instance of the <see cref="EcrClientFactory"/> class. No call is made and no file is read.</summary>
    /// <param name="options">How AWS is reached; <see langword="null"/> for the defaults.</param>
    public EcrClientFactory(EcrClientOptions? options = null)
    {
        this.options = options ?? new EcrClientOptions();
        connections = new Connections(
            this.options.HttpMessageHandler ?? CreateHandler(this.options),
            ownsHandler: this.options.HttpMessageHandler is null,
            this.options.RequestTimeout,
            this.options.TimeProvider);
        clients = new(Capacity, Create, static evicted => evicted.Api.Release());
        roles = new(Capacity, Reach, static evicted => evicted.Assumer.Release(), SessionKey.Comparer);
    }

    /// <summary>Gets the client of a registry. No call is made.</summary>
    /// <param name="registry">The registry and how it is reached.</param>
    /// <returns>The client, the same one for equal registries.</returns>
    public EcrClient For(EcrRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return clients.GetOrAdd(registry).Client;
    }

    /// <inheritdoc/>
    IEcrRepositories IEcrRepositoriesFactory.For(EcrRegistry registry) => For(registry).Repositories;

    /// <inheritdoc/>
    Task<RegistryCredentials> IAuthorizationTokenSource.GetAuthorizationTokenAsync(EcrRegistry registry, CancellationToken cancellationToken) =>
        For(registry).GetAuthorizationTokenAsync(cancellationToken);

    /// <summary>Closes the connections. Running calls fail.</summary>
    public void Dispose()
    {
        isDisposed = true;
        foreach (var (_, api) in clients.Clear())
        {
            api.Release();
        }

        foreach (var role in roles.Clear())
        {
            role.Assumer.Release();
        }

        connections.Dispose();
    }

    /// <summary>Gets the total time of obtaining credentials: less than that of a call, so that the error names the call to STS.</summary>
    private TimeSpan CredentialsTimeout => options.OperationTimeout * 0.8;

    /// <summary>Gets the access to the role of a registry that has one.</summary>
    internal RoleAccess RoleOf(EcrRegistry registry) => roles.GetOrAdd(registry);

    /// <summary>Creates the API of a registry with given credentials. The caller releases it.</summary>
    internal EcrApi ApiWith(EcrRegistry registry, AWSCredentials credentials) =>
        new(registry, () => Connect(registry, credentials), options.OperationTimeout, options.TimeProvider);

    private static SocketsHttpHandler CreateHandler(EcrClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.MaxConnections,
        Proxy = options.Proxy ?? ProxySettings.Create(Environment.GetEnvironmentVariable),

        // A connection is closed after a while, so that a changed address of the host is noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private (EcrClient Client, EcrApi Api) Create(EcrRegistry registry)
    {
        var api = new EcrApi(registry, () => Connect(registry, null), options.OperationTimeout, options.TimeProvider);
        return (new EcrClient(api, connections.Client), api);
    }

    private EcrConnection Connect(EcrRegistry registry, AWSCredentials? given)
    {
        var config = new EcrClientConfig(registry, connections, options.RequestTimeout);
        var credentials = given ?? (registry.Role is null ? Caller(config) : new RoleCredentials(RoleOf(registry).Session));
        return new EcrConnection(
            new EcrPipeline(credentials, config),
            credentials as IReadyCredentials,
            () => connections.SkewOf(config.Address.Authority));
    }

    private StsConnection ConnectToSts(EcrRegistry registry)
    {
        var config = StsConfig.For(registry, connections, options.RequestTimeout);
        return StsConnection.Open(Caller(config), config, connections);
    }

    private RoleAccess Reach(EcrRegistry registry)
    {
        var role = registry.Role ?? throw new ArgumentException("the registry has no role", nameof(registry));
        var assumer = new RoleAssumer(() => ConnectToSts(registry), registry, CredentialsTimeout, options.TimeProvider);
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
}
