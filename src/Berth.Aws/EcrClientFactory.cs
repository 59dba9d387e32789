using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Berth.Aws.Runtime;
using Berth.Aws.Sessions;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Aws;

/// <summary>
/// Gives clients of ECR registries on the AWS SDK's pipeline. Equal registries get the same client; all clients share one pool of
/// connections, and those that reach registries through the same role share its session.
/// </summary>
public sealed class EcrClientFactory : IEcrRepositoriesFactory, IDisposable
{
    private readonly EcrClientOptions options;
    private readonly Connections connections;
    private readonly ConcurrentDictionary<EcrRegistry, Lazy<EcrClient>> clients = new();
    private readonly ConcurrentDictionary<SessionKey, Lazy<SharedSession>> sessions = new();
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
        return clients.GetOrAdd(registry, key => new Lazy<EcrClient>(() => Build(key))).Value;
    }

    /// <inheritdoc/>
    IEcrRepositories IEcrRepositoriesFactory.For(EcrRegistry registry) => For(registry).Repositories;

    /// <summary>Closes the connections. Calls that are under way fail.</summary>
    public void Dispose()
    {
        foreach (var disposable in owned)
        {
            disposable.Dispose();
        }

        connections.Dispose();
    }

    private EcrClient Build(EcrRegistry registry)
    {
        var config = new EcrClientConfig(registry, connections, options.RequestTimeout);
        var role = registry.Role is { } assumed
            ? new RoleCredentials(sessions.GetOrAdd(SessionKey.Of(registry, assumed), _ => new Lazy<SharedSession>(() => Open(registry, assumed))).Value)
            : null;

        return new EcrClient(new EcrApi(registry, Own(new EcrPipeline(role ?? Caller(config), config)), role));
    }

    private SharedSession Open(EcrRegistry registry, AssumedRole role)
    {
        var config = StsConfig.For(registry, connections, options.RequestTimeout);
        var assumer = Own(new RoleAssumer(Caller(config), config, registry));
        var name = SessionName.Of("berth", Environment.MachineName);
        return new SharedSession(
            cancellationToken => assumer.AssumeAsync(
                new AssumeRoleRequest { RoleArn = role.Role.ToString(), RoleSessionName = name, ExternalId = role.ExternalId },
                cancellationToken),
            options.TimeProvider);
    }

    private AWSCredentials Caller(IClientConfig config) => options.Credentials ?? Own(new AmbientCredentials(config));

    private T Own<T>(T disposable)
        where T : IDisposable
    {
        owned.Add(disposable);
        return disposable;
    }
}
