using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings;
using Berth.Repositories.State;

namespace Berth.Deployments;

/// <summary>Where deployments go: a registry, a namespace in it, and for ECR the settings that its repositories are to have.</summary>
public sealed record DeploymentTarget
{
    private readonly string keyPrefix;

    private DeploymentTarget(RegistryHost host, EcrRegistry? registry, string @namespace, DesiredSettings desired, ReconcilePolicy policy)
    {
        Host = host;
        Registry = registry;
        Namespace = @namespace;
        Desired = desired;
        Policy = policy;
        keyPrefix = registry is null
            ? string.Empty
            : $"{registry.Account}/{registry.Region}{(registry.Endpoint is null ? null : "@" + registry.Endpoint)}/{Fingerprint(registry, desired, policy)}/";
    }

    /// <summary>Gets the host that image references name.</summary>
    public RegistryHost Host { get; }

    /// <summary>Gets the ECR registry, or <see langword="null"/> if the host is not ECR: then nothing but the reference is made.</summary>
    public EcrRegistry? Registry { get; }

    /// <summary>Gets the namespace: the first part of every repository's name.</summary>
    public string Namespace { get; }

    /// <summary>Gets the settings that repositories are to have.</summary>
    public DesiredSettings Desired { get; }

    /// <summary>Gets how repositories are brought to those settings.</summary>
    public ReconcilePolicy Policy { get; }

    /// <summary>Builds a target in an ECR registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="namespace">The namespace, in the grammar of repository names.</param>
    /// <param name="desired">The settings of repositories; <see langword="null"/> for <see cref="DesiredSettings.Default"/>.</param>
    /// <param name="policy">How they are reached; <see langword="null"/> for <see cref="ReconcilePolicy.Default"/>.</param>
    /// <returns>The target.</returns>
    /// <exception cref="InvalidInputException"><paramref name="namespace"/> is no namespace.</exception>
    public static DeploymentTarget Of(EcrRegistry registry, string @namespace, DesiredSettings? desired = null, ReconcilePolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new DeploymentTarget(registry.Host, registry, Check(@namespace), desired ?? DesiredSettings.Default, policy ?? ReconcilePolicy.Default);
    }

    /// <summary>Builds a target in a registry that is not ECR.</summary>
    /// <param name="host">The registry's host.</param>
    /// <param name="namespace">The namespace, in the grammar of repository names.</param>
    /// <returns>The target.</returns>
    /// <exception cref="InvalidInputException"><paramref name="namespace"/> is no namespace.</exception>
    public static DeploymentTarget Of(RegistryHost host, string @namespace)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new DeploymentTarget(host, null, Check(@namespace), new DesiredSettings(), ReconcilePolicy.Default);
    }

    /// <summary>Says what is wrong with a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="where">The name of the setting that holds it.</param>
    /// <returns>The fault, or <see langword="null"/> if the namespace is valid.</returns>
    public static Fault? FindFault(string? @namespace, string where) => RepositoryName.TryParse(@namespace + "/x", out _)
        ? null
        : new Fault(
            where,
            $"'{@namespace}' is no namespace",
            "give lower-case letters and digits, in parts joined by '.', '_', '__', hyphens or '/', at most 254 characters");

    /// <summary>Gives the key under which a repository of this target is known.</summary>
    /// <param name="name">The repository.</param>
    /// <returns>The key.</returns>
    public RepositoryKey KeyOf(RepositoryName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new RepositoryKey(string.Concat(keyPrefix, name.ToString()));
    }

    private static string Check(string @namespace) =>
        FindFault(@namespace, "namespace") is { } fault ? throw new InvalidInputException([fault]) : @namespace;

    private static string Fingerprint(EcrRegistry registry, DesiredSettings desired, ReconcilePolicy policy)
    {
        // Everything that makes the observed state or its meaning differ; each part with its length, so that no two lists of parts make one text.
        object?[] parts =
        [
            registry.Host, registry.Account, registry.Region, registry.UseFips, registry.UseDualStack, registry.Endpoint,
            registry.Role?.Role, registry.Role?.ExternalId, registry.Profile,
            SettingTable.Default.Fingerprint(desired, policy),
        ];
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = Convert.ToString(part, CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{(part is null ? -1 : value!.Length)}:{value}|");
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }
}
