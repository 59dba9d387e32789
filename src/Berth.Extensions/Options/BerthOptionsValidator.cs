using Berth.Deployments;
using Microsoft.Extensions.Options;

namespace Berth.Extensions.Options;

/// <summary>Checks all registries at once, when the host starts.</summary>
internal sealed class BerthOptionsValidator : IValidateOptions<BerthOptions>
{
    private static readonly TimeSpan LeastTimeToLive = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, BerthOptions options)
    {
        var faults = new List<Fault>();
        _ = ToTargets(options, faults);
        CheckStateCache(options.StateCache, faults);
        return faults.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(static fault => $"{BerthOptions.SectionName}:{fault}"));
    }

    private static void CheckStateCache(StateCacheOptions cache, List<Fault> faults)
    {
        if (cache.TimeToLive < LeastTimeToLive)
        {
            faults.Add(new Fault("StateCache:TimeToLive", $"{cache.TimeToLive} is too short", "give at least one second"));
        }

        if (cache.Jitter < TimeSpan.Zero || cache.StaleFor < TimeSpan.Zero)
        {
            faults.Add(new Fault("StateCache", "Jitter and StaleFor cannot be negative", "give zero or more"));
        }

        if (cache.Capacity < 1)
        {
            faults.Add(new Fault("StateCache:Capacity", $"{cache.Capacity} entries are too few", "give at least 1"));
        }
    }

    /// <summary>Creates the deployment targets; <paramref name="faults"/> receives everything that is wrong.</summary>
    public static DeploymentTargets ToTargets(BerthOptions options, List<Fault> faults)
    {
        if (options.Registry.Host is null && options.Registries.Count == 0)
        {
            faults.Add(new Fault("Registry:Host", "no registry is configured", "give the host of the default registry, or named registries"));
        }

        var standard = options.Registry.Host is null ? null : Target("Registry", options.Registry, faults);
        var named = new Dictionary<string, DeploymentTarget>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, registry) in options.Registries)
        {
            if (Target($"Registries:{name}", registry, faults) is { } target && !named.TryAdd(name, target))
            {
                faults.Add(new Fault($"Registries:{name}", "the name is given twice, in different letter case", "keep one of the two"));
            }
        }

        return new DeploymentTargets(standard, named);
    }

    private static DeploymentTarget? Target(string where, RegistryOptions options, List<Fault> faults)
    {
        var found = new List<Fault>();
        var target = options.ToTarget(found);
        faults.AddRange(found.Select(fault => fault with { Where = $"{where}:{fault.Where}" }));
        return target;
    }
}
