using Berth.Cli.Failures;
using Berth.Deployments;
using Berth.Extensions.Options;
using Berth.Registries;

namespace Berth.Cli.Configuration;

/// <summary>Turns effective settings into a registry.</summary>
internal static class RegistryResolver
{
    /// <summary>The registry as configured.</summary>
    /// <exception cref="ConfigurationException">Its settings are invalid; the exception lists all faults, each with the place where its value was set.</exception>
    public static DeploymentTarget Resolve(EffectiveRegistry registry)
    {
        var faults = new List<Fault>();
        return Check(registry, faults) ?? throw new ConfigurationException(faults);
    }

    /// <summary>Checks a registry; one without a host is checked as the embedded one.</summary>
    public static DeploymentTarget? Check(EffectiveRegistry registry, ICollection<Fault> faults) =>
        Translate(registry, faults, static (options, found) => options.ToTarget(found));

    /// <summary>Checks how a registry is reached, and not the settings of its repositories.</summary>
    public static EcrRegistry? CheckRegistry(EffectiveRegistry registry, ICollection<Fault> faults) =>
        Translate(registry, faults, static (options, found) => options.ToRegistry(found));

    private static TResult? Translate<TResult>(
        EffectiveRegistry registry, ICollection<Fault> faults, Func<RegistryOptions, List<Fault>, TResult?> translate)
        where TResult : class
    {
        var options = registry.ToOptions();
        if (!registry.HasHost)
        {
            EmbeddedDefaults.Apply(options);
        }

        var found = new List<Fault>();
        var translated = translate(options, found);
        foreach (var fault in found)
        {
            faults.Add(registry.Locate(fault with { Where = OptionKeys.ToFileKey(fault.Where) }));
        }

        return translated;
    }
}
