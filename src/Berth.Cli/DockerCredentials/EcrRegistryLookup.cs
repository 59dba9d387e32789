using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>Finds the ECR registry of a host: a configured one, any host of ECR, or the embedded registry.</summary>
internal sealed class EcrRegistryLookup
{
    private readonly Dictionary<RegistryHost, EcrRegistry> configured = [];
    private readonly HashSet<RegistryHost> others = [];
    private readonly Dictionary<RegistryHost, IReadOnlyList<Fault>> invalid = [];
    private readonly List<Fault> faults = [];
    private List<Fault> embeddedFaults = [];

    private EcrRegistryLookup()
    {
    }

    /// <summary>The configured ECR registries.</summary>
    public IReadOnlyCollection<EcrRegistry> Configured => configured.Values;

    /// <summary>The embedded registry, if the default registry has no host.</summary>
    public EcrRegistry? Embedded { get; private set; }

    /// <summary>The faults of registries that cannot be used. They matter only for the hosts of these registries.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>
    /// Reads the configuration for docker's helper: the variables, and the file that BERTH_CONFIG names or that is in the user's configuration
    /// directory. A file in the working directory is not read, because it may belong to the author of the build.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration has faults outside of its registries.</exception>
    /// <exception cref="LocalException">The configuration cannot be read.</exception>
    public static EcrRegistryLookup LoadOfUser(CommandHost host)
    {
        var (effective, found) = EffectiveConfiguration.TryLoad(host, ConfigurationRequest.OfTheUser);
        Fault[] general = [.. found.Except(effective.Registries.Values.SelectMany(registry => registry.Faults))];
        if (general.Length > 0)
        {
            throw new ConfigurationException(general);
        }

        var lookup = new EcrRegistryLookup();
        foreach (var registry in effective.Registries.Values)
        {
            lookup.Add(registry);
        }

        return lookup;
    }

    /// <summary>Takes the registries of a configuration.</summary>
    /// <param name="effective">The configuration.</param>
    /// <param name="only">The name of the only registry to take, or <see langword="null"/> for all.</param>
    /// <exception cref="ConfigurationException">A registry has faults.</exception>
    public static EcrRegistryLookup Of(EffectiveConfiguration effective, string? only = null)
    {
        var lookup = new EcrRegistryLookup();
        foreach (var registry in only is null ? effective.Registries.Values : [effective.Registry(only)])
        {
            lookup.Add(registry);
        }

        return lookup.faults.Count == 0 ? lookup : throw new ConfigurationException(lookup.faults);
    }

    /// <summary>Finds the registry of a server, as docker names it.</summary>
    /// <param name="server">A host, or a URL with one.</param>
    /// <param name="anyPort">Whether any port of the loopback may be an emulator's, because it was named on purpose.</param>
    /// <returns>The registry, or <see langword="null"/> if the server is not an ECR registry.</returns>
    /// <exception cref="ConfigurationException">The registry of this host is configured with faults.</exception>
    /// <exception cref="InvalidInputException">The host resembles an ECR host and is not one.</exception>
    public EcrRegistry? Find(string server, bool anyPort = false)
    {
        if (!RegistryHost.TryParse(HostOf(server), out var host))
        {
            return null;
        }

        if (invalid.TryGetValue(host, out var found))
        {
            throw new ConfigurationException(found);
        }

        if (configured.TryGetValue(host, out var registry))
        {
            return registry;
        }

        if (others.Contains(host))
        {
            return null;
        }

        if (EcrHost.From(host) is { } ecr)
        {
            return new EcrRegistry(ecr);
        }

        if (EcrHostResemblance.FindFault(host, "host") is { } fault)
        {
            throw new InvalidInputException([fault]);
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

    private void Add(EffectiveRegistry registry)
    {
        List<Fault> found = [.. registry.Faults];
        var ecr = found.Count == 0 ? RegistryResolver.CheckRegistry(registry, found) : null;
        faults.AddRange(found);
        if (!registry.HasHost)
        {
            Embedded ??= ecr;
            embeddedFaults = found;
        }
        else if (RegistryHost.TryParse(registry.Values[RegistrySettings.Host].Text, out var host))
        {
            if (found.Count > 0)
            {
                invalid.TryAdd(host, found);
            }
            else if (ecr is not null)
            {
                configured.TryAdd(host, ecr);
            }
            else
            {
                others.Add(host);
            }
        }
    }

    private EcrRegistry EmbeddedAt(RegistryHost host) => embeddedFaults.Count > 0
        ? throw new ConfigurationException(embeddedFaults)
        : new(host, Embedded?.Account ?? AccountId.Parse(EmbeddedDefaults.Account), Embedded?.Region ?? Region.Parse(EmbeddedDefaults.Region))
        {
            Endpoint = Embedded?.Endpoint ?? new Uri($"http://{host}"),
            Role = Embedded?.Role,
            Profile = Embedded?.Profile,
        };
}
