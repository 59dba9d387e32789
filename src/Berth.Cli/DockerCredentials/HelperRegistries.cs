using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>Which registries credentials are had for: the configured ones that are ECR, every host of ECR's own, and the embedded one.</summary>
internal sealed class HelperRegistries
{
    private readonly Dictionary<RegistryHost, EcrRegistry> configured;
    private readonly EcrRegistry? embedded;

    private HelperRegistries(Dictionary<RegistryHost, EcrRegistry> configured, EcrRegistry? embedded)
    {
        this.configured = configured;
        this.embedded = embedded;
    }

    /// <summary>The configured registries.</summary>
    public IReadOnlyCollection<EcrRegistry> Configured => configured.Values;

    /// <summary>The embedded registry, where the configuration leaves the default one to it.</summary>
    public EcrRegistry? Embedded => embedded;

    /// <summary>
    /// Reads the configuration as docker's helper does: the variables, and the file that BERTH_CONFIG names or that lies in the user's
    /// configuration directory. A file in the working directory is not read, for it may belong to whoever wrote the build.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static HelperRegistries LoadOfTheUser(CommandHost host) => Of(EffectiveConfiguration.Load(host, ConfigurationRequest.OfTheUser));

    /// <summary>Takes the registries of a configuration.</summary>
    /// <param name="effective">The configuration.</param>
    /// <param name="only">The name of the one registry that is meant, or <see langword="null"/> for all.</param>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static HelperRegistries Of(EffectiveConfiguration effective, string? only = null)
    {
        var faults = new List<Fault>();
        var found = new Dictionary<RegistryHost, EcrRegistry>();
        EcrRegistry? embedded = null;
        foreach (var registry in only is null ? effective.Registries.Values : [effective.Registry(only)])
        {
            var ecr = ConfiguredRegistries.CheckReach(registry, faults);
            if (registry.HasHost && ecr is not null)
            {
                found.TryAdd(ecr.Host, ecr);
            }
            else if (!registry.HasHost)
            {
                embedded ??= ecr;
            }
        }

        return faults.Count == 0 ? new HelperRegistries(found, embedded) : throw new ConfigurationException(faults);
    }

    /// <summary>The registry behind what docker calls a server.</summary>
    /// <param name="server">A host, or a URL with one.</param>
    /// <param name="anyPort">Whether any port of the loopback may be an emulator's, for it was named on purpose.</param>
    /// <returns>The registry, or <see langword="null"/> if its credentials are not Berth's business.</returns>
    public EcrRegistry? Find(string server, bool anyPort = false)
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

        return host.IsLoopback && (anyPort || host.Port == EmbeddedDefaults.Port) ? EmbeddedAt(host) : null;
    }

    private static string HostOf(string server)
    {
        var scheme = server.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? server : server[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? rest : rest[..slash];
    }

    private EcrRegistry EmbeddedAt(RegistryHost host) =>
        new(host, embedded?.Account ?? AccountId.Parse(EmbeddedDefaults.Account), embedded?.Region ?? Region.Parse(EmbeddedDefaults.Region))
        {
            Endpoint = embedded?.Endpoint ?? new Uri($"http://{host}"),
            Role = embedded?.Role,
            Profile = embedded?.Profile,
        };
}
