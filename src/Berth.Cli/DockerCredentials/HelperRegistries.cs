using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>Which registries docker gets credentials for: the configured ones that are ECR, every host of ECR's own, and the embedded one.</summary>
internal sealed class HelperRegistries
{
    private readonly Dictionary<RegistryHost, EcrRegistry> configured;

    private HelperRegistries(Dictionary<RegistryHost, EcrRegistry> configured) => this.configured = configured;

    /// <summary>The configured registries.</summary>
    public IEnumerable<EcrRegistry> Configured => configured.Values;

    /// <summary>
    /// Reads the configuration that is the user's own: variables, and the file that BERTH_CONFIG names or that lies in the user's
    /// configuration directory. A file in the working directory is not read, for it may belong to whoever wrote the build.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static HelperRegistries Load(CommandHost host)
    {
        var effective = EffectiveConfiguration.Load(host, ConfigurationRequest.OfTheUser);
        var faults = new List<Fault>();
        var found = new Dictionary<RegistryHost, EcrRegistry>();
        foreach (var registry in effective.Registries.Values.Where(registry => registry.HasHost))
        {
            if (ConfiguredRegistries.Check(registry, faults)?.Registry is { } ecr)
            {
                found.TryAdd(ecr.Host, ecr);
            }
        }

        return faults.Count == 0 ? new HelperRegistries(found) : throw new ConfigurationException(faults);
    }

    /// <summary>The registry behind what docker calls a server.</summary>
    /// <param name="server">A host, or a URL with one.</param>
    /// <returns>The registry, or <see langword="null"/> if its credentials are not Berth's business.</returns>
    public EcrRegistry? Find(string server)
    {
        if (!RegistryHost.TryParse(HostOf(server), out var host))
        {
            return null;
        }

        if (configured.TryGetValue(host, out var registry))
        {
            return registry;
        }

        if (EcrHost.From(host) is { } ecr)
        {
            return new EcrRegistry(ecr);
        }

        return host is { IsLoopback: true, Port: EmbeddedDefaults.Port }
            ? new EcrRegistry(host, AccountId.Parse(EmbeddedDefaults.Account), Region.Parse(EmbeddedDefaults.Region)) { Endpoint = new Uri($"http://{host}") }
            : null;
    }

    private static string HostOf(string server)
    {
        var scheme = server.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? server : server[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? rest : rest[..slash];
    }
}
