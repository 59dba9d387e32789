using Berth.Deployments;
using Berth.Names;
using Berth.Registries;

namespace Berth.Extensions.Options;

/// <summary>One registry: where it is, how it is reached, and what its repositories are to be like.</summary>
public sealed class RegistryOptions
{
    /// <summary>The namespace of repositories unless another is set: <c>deployments</c>.</summary>
    public const string DefaultNamespace = "deployments";

    /// <summary>Gets or sets the host, such as <c>123456789012.dkr.ecr.eu-central-1.amazonaws.com</c>.</summary>
    public string? Host { get; set; }

    /// <summary>Gets or sets what stands before the project in a repository's name; by default <see cref="DefaultNamespace"/>.</summary>
    public string Namespace { get; set; } = DefaultNamespace;

    /// <summary>Gets or sets what the registry is; by default read off the host's name.</summary>
    public RegistryKind Kind { get; set; }

    /// <summary>Gets or sets the account of the registry, twelve digits, where the host does not name it.</summary>
    public string? Account { get; set; }

    /// <summary>Gets or sets the region of the registry where the host does not name it.</summary>
    public string? Region { get; set; }

    /// <summary>Gets or sets the endpoint of the ECR and STS APIs where it is not the one that AWS's rules give.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the AWS profile whose credentials are used; by default the SDK's own chain decides.</summary>
    public string? Profile { get; set; }

    /// <summary>Gets or sets the role through which the registry is reached.</summary>
    public AssumeRoleOptions AssumeRole { get; set; } = new();

    /// <summary>Gets the resource tags of repositories; by default none.</summary>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets what repositories are to be like.</summary>
    public SettingsOptions Settings { get; set; } = new();

    /// <summary>Checks the options and makes of them where deployments go.</summary>
    /// <param name="faults">Takes everything that is wrong, each fault placed by its key below the registry, such as <c>assumeRole.roleArn</c>.</param>
    /// <returns>The target, or <see langword="null"/> if <paramref name="faults"/> took any.</returns>
    public DeploymentTarget? ToTarget(ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var (host, ecr) = RegistryTranslation.Translate(this, faults);
        var (desired, policy) = SettingsTranslation.Translate(this, faults);
        if (faults.Count > before || host is null)
        {
            return null;
        }

        return ecr is null ? DeploymentTarget.Of(host, Namespace) : DeploymentTarget.Of(ecr, Namespace, desired, policy);
    }

    /// <summary>Checks how the registry is reached, and leaves what its repositories are to be like unread.</summary>
    /// <param name="faults">Takes everything that is wrong, each fault placed by its key below the registry.</param>
    /// <returns>The ECR registry, or <see langword="null"/> if the host is not ECR or <paramref name="faults"/> took any.</returns>
    public EcrRegistry? ToRegistry(ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var (_, ecr) = RegistryTranslation.Translate(this, faults);
        return faults.Count > before ? null : ecr;
    }
}
