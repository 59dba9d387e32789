using Amazon.Runtime;
using Berth.Aws;
using Berth.Cli.Configuration;
using Berth.Cli.Hosting;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.Registries;

/// <summary>The connection of a command to its registry: over the network, or to the embedded registry.</summary>
internal sealed class RegistryConnection : IAsyncDisposable
{
    // The embedded registry accepts any key and treats its owner as the default account.
    private const string AnyKey = "berth";

    private readonly EmbeddedRegistry? embedded;
    private readonly HttpMessageHandler? handler;

    private RegistryConnection(DeploymentTarget target, EcrClientFactory clients, EmbeddedRegistry? embedded, HttpMessageHandler? handler)
    {
        Target = target;
        Clients = clients;
        this.embedded = embedded;
        this.handler = handler;
    }

    /// <summary>The target of deployments.</summary>
    public DeploymentTarget Target { get; }

    /// <summary>The clients of ECR registries.</summary>
    public EcrClientFactory Clients { get; }

    /// <summary>Opens a connection. Only the embedded registry is used by that; nothing is called over the network.</summary>
    /// <exception cref="EmulatorStartException">The embedded registry's directory cannot be used.</exception>
    public static async Task<RegistryConnection> OpenAsync(
        CommandHost host, EffectiveConfiguration effective, EffectiveRegistry registry, DeploymentTarget target, CancellationToken cancellationToken)
    {
        var options = new EcrClientOptions { TimeProvider = host.Time, Proxy = host.ReadProxy() };
        if (registry.HasHost || target.Registry is not { } ecr)
        {
            return new RegistryConnection(target, new EcrClientFactory(options), null, null);
        }

        var embedded = await EmbeddedRegistry.OpenAsync(
            new EmulatorOptions { DataDirectory = effective.RequireData(), Account = ecr.Account, Region = ecr.Region, TimeProvider = host.Time },
            cancellationToken).ConfigureAwait(false);
        var handler = embedded.CreateHandler();
        var hasKeys = !embedded.IsInProcess && host.Variable("AWS_ACCESS_KEY_ID") is not null;
        var clients = new EcrClientFactory(options with
        {
            HttpMessageHandler = handler,
            Credentials = hasKeys ? null : new BasicAWSCredentials(AnyKey, AnyKey),
        });
        return new RegistryConnection(Embedded(target, ecr, embedded), clients, embedded, handler);
    }

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        handler?.Dispose();
        if (embedded is not null)
        {
            await embedded.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A running emulator on another port gives references with that port, so that the next push reaches it.
    private static DeploymentTarget Embedded(DeploymentTarget target, EcrRegistry ecr, EmbeddedRegistry embedded)
    {
        var host = embedded.IsInProcess ? EmbeddedRegistry.DefaultHost : RegistryHost.Parse($"localhost:{embedded.Endpoint.Port}");
        return DeploymentTarget.Of(
            new EcrRegistry(host, ecr.Account, ecr.Region) { Endpoint = embedded.Endpoint, Role = ecr.Role },
            target.Namespace,
            target.Desired,
            target.Policy);
    }
}
