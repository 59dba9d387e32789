using Berth.Aws;
using Berth.Cli.Configuration;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Oci.Configuration;
using Berth.Oci.Distribution;
using Berth.Registries;
using Berth.Repositories.Settings.Mutability;
using Berth.Verification;
using StoredCredentials = Berth.Oci.Configuration.DockerCredentials;

namespace Berth.Cli.Registries;

/// <summary>
/// The connection of a command to the registry of an image: by the ECR API if the host is a configured ECR registry, the embedded one, or a
/// host of ECR, and by the OCI API with docker's credentials otherwise.
/// </summary>
internal sealed class ImageSourceConnection : IAsyncDisposable
{
    private readonly IReadOnlyList<object> owned;

    private ImageSourceConnection(IImageSource source, TagMutability? desired, params IReadOnlyList<object> owned)
    {
        Source = source;
        Desired = desired;
        this.owned = owned;
    }

    /// <summary>The source of the image.</summary>
    public IImageSource Source { get; }

    /// <summary>The tag mutability that the configuration wants for the registry's repositories, if the registry is configured.</summary>
    public TagMutability? Desired { get; }

    public static async Task<ImageSourceConnection> OpenAsync(
        CommandHost host,
        EffectiveConfiguration effective,
        string? registryName,
        ImageReference image,
        CancellationToken cancellationToken)
    {
        var configured = registryName is null ? effective.Registries.Values : [effective.Registry(registryName)];
        foreach (var registry in configured)
        {
            if (registry.Values.TryGetValue(RegistrySettings.Host, out var named))
            {
                // Faults of other registries do not matter here.
                if (string.Equals(named.Text, image.Registry.ToString(), StringComparison.OrdinalIgnoreCase))
                {
                    var target = RegistryResolver.Resolve(registry);
                    return target.Registry is { } ecr ? ByEcr(host, ecr, target.Desired.TagMutability) : ByOci(host);
                }
            }
            else if (image.Registry.IsLoopback
                && Directory.Exists(effective.Data?.Text)
                && await EmbeddedAsync(host, effective, registry, image, cancellationToken).ConfigureAwait(false) is { } embedded)
            {
                return embedded;
            }
        }

        if (EcrHost.From(image.Registry) is { } other)
        {
            return ByEcr(host, new EcrRegistry(other), null);
        }

        return EcrHostResemblance.FindFault(image.Registry, "IMAGE") is { } fault ? throw new InvalidInputException([fault]) : ByOci(host);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned)
        {
            if (one is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else if (one is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }

    private static async Task<ImageSourceConnection?> EmbeddedAsync(
        CommandHost host,
        EffectiveConfiguration effective,
        EffectiveRegistry registry,
        ImageReference image,
        CancellationToken cancellationToken)
    {
        var target = RegistryResolver.Resolve(registry);
        var connection = await RegistryConnection.OpenAsync(host, effective, registry, target, cancellationToken).ConfigureAwait(false);
        if (connection.Target is { Registry: { } ecr } reached && reached.Host.Port == image.Registry.Port)
        {
            return new ImageSourceConnection(connection.Clients.For(ecr).ImageSource, reached.Desired.TagMutability, connection);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private static ImageSourceConnection ByEcr(CommandHost host, EcrRegistry registry, TagMutability? desired)
    {
        var factory = new EcrClientFactory(new EcrClientOptions { TimeProvider = host.Time, Proxy = host.ReadProxy() });
        return new ImageSourceConnection(factory.For(registry).ImageSource, desired, factory);
    }

    private static ImageSourceConnection ByOci(CommandHost host)
    {
        var credentials = new StoredCredentials(CredentialFiles.Find(host.Variable), null, host.Variable("PATH"), host.Time);
        var client = new OciClient(credentials, new OciClientOptions { Proxy = host.ReadProxy() }, null, host.Time);
        return new ImageSourceConnection(new OciImageSource(client), null, client);
    }
}
