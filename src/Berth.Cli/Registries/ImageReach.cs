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
/// The way from a command to an image, wherever it is: by ECR's API where the host is a configured ECR registry, the embedded one, or any other of
/// ECR's, and by the OCI API with docker's credentials everywhere else.
/// </summary>
internal sealed class ImageReach : IAsyncDisposable
{
    private readonly IReadOnlyList<object> owned;

    private ImageReach(IImageSource source, TagMutability? desired, params IReadOnlyList<object> owned)
    {
        Source = source;
        Desired = desired;
        this.owned = owned;
    }

    /// <summary>Where the image is read.</summary>
    public IImageSource Source { get; }

    /// <summary>The tag mutability that the configuration wants for the registry's repositories, if it is a configured one.</summary>
    public TagMutability? Desired { get; }

    public static async Task<ImageReach> OpenAsync(
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
                // Faults of a registry that the image is not in are no concern here.
                if (string.Equals(named.Text, image.Registry.ToString(), StringComparison.OrdinalIgnoreCase))
                {
                    var target = ConfiguredRegistries.Resolve(registry);
                    return target.Registry is { } ecr ? ByEcr(host, ecr, target.Desired.TagMutability) : ByOci(host);
                }
            }
            else if (image.Registry.IsLoopback
                && Directory.Exists(effective.Data.Text)
                && await EmbeddedAsync(host, effective, registry, image, cancellationToken).ConfigureAwait(false) is { } embedded)
            {
                return embedded;
            }
        }

        return EcrHost.From(image.Registry) is { } other ? ByEcr(host, new EcrRegistry(other), null) : ByOci(host);
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

    private static async Task<ImageReach?> EmbeddedAsync(
        CommandHost host,
        EffectiveConfiguration effective,
        EffectiveRegistry registry,
        ImageReference image,
        CancellationToken cancellationToken)
    {
        var target = ConfiguredRegistries.Resolve(registry);
        var reach = await RegistryReach.OpenAsync(host, effective, registry, target, cancellationToken).ConfigureAwait(false);
        if (reach.Target is { Registry: { } ecr } reached && reached.Host.Port == image.Registry.Port)
        {
            return new ImageReach(reach.Clients.For(ecr).ImageSource, reached.Desired.TagMutability, reach);
        }

        await reach.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private static ImageReach ByEcr(CommandHost host, EcrRegistry registry, TagMutability? desired)
    {
        var factory = new EcrClientFactory(new EcrClientOptions { TimeProvider = host.Time });
        return new ImageReach(factory.For(registry).ImageSource, desired, factory);
    }

    private static ImageReach ByOci(CommandHost host)
    {
        var credentials = new StoredCredentials(CredentialFiles.Find(host.Variable), null, host.Variable("PATH"), host.Time);
        var client = new OciClient(credentials, null, null, host.Time);
        return new ImageReach(new OciImageSource(client), null, client);
    }
}
