using System.Collections.Frozen;
using Berth.Names;

namespace Berth.Deployments;

/// <summary>The registries that deployments can go to: a default one and any number of named ones.</summary>
public sealed class DeploymentTargets
{
    private readonly FrozenDictionary<string, DeploymentTarget> named;

    /// <summary>Initializes a new instance of the <see cref="DeploymentTargets"/> class.</summary>
    /// <param name="default">The target of requests that name no registry; <see langword="null"/> if each must name one.</param>
    /// <param name="named">The targets by the names of their registries, in any letter case.</param>
    public DeploymentTargets(DeploymentTarget? @default, IEnumerable<KeyValuePair<string, DeploymentTarget>>? named = null)
    {
        Default = @default;
        this.named = (named ?? []).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the target of requests that name no registry.</summary>
    public DeploymentTarget? Default { get; }

    /// <summary>Gets the names of the named registries, in the order of their text.</summary>
    public IReadOnlyList<string> Names => [.. named.Keys.Order(StringComparer.Ordinal)];

    internal IEnumerable<DeploymentTarget> All => Default is null ? named.Values : named.Values.Append(Default);

    /// <summary>Finds the target whose references name a host.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The target, the default one before the named ones, or <see langword="null"/> if no target has that host.</returns>
    public DeploymentTarget? FindByHost(RegistryHost host) =>
        Default?.Host == host ? Default : named.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value).FirstOrDefault(target => target.Host == host);

    /// <summary>Finds the target of a request.</summary>
    /// <param name="name">The registry's name, or <see langword="null"/> for the default.</param>
    /// <returns>The target, or <see langword="null"/> if no target has that name.</returns>
    public DeploymentTarget? Find(string? name) => name is null ? Default : named.GetValueOrDefault(name);
}
