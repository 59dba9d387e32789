using Berth.Cli.Failures;
using Berth.Deployments;

namespace Berth.Cli.Configuration;

/// <summary>From effective settings to a registry that can be used.</summary>
internal static class ConfiguredRegistries
{
    /// <summary>The registry as configured.</summary>
    /// <exception cref="ConfigurationException">Its settings are wrong; all faults are in it, each with the place where its value was set.</exception>
    public static DeploymentTarget Resolve(EffectiveRegistry registry)
    {
        var faults = new List<Fault>();
        return Check(registry, faults) ?? throw new ConfigurationException(faults);
    }

    /// <summary>Checks a registry; one without a host is checked as the embedded one.</summary>
    public static DeploymentTarget? Check(EffectiveRegistry registry, ICollection<Fault> faults)
    {
        var options = registry.ToOptions();
        if (!registry.HasHost)
        {
            EmbeddedDefaults.Apply(options);
        }

        var found = new List<Fault>();
        var configured = options.ToTarget(found);
        foreach (var fault in found)
        {
            faults.Add(registry.Locate(fault));
        }

        return configured;
    }
}
