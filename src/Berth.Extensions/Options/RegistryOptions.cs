using Berth.Deployments;
using Berth.Registries;

namespace Berth.Extensions.Options;

/// <summary>One registry: where it is, how it is reached, and the desired settings of its repositories.</summary>
public sealed class RegistryOptions
{
    /// <summary>The namespace of repositories unless another is set: <c>deployments</c>.</summary>
    public const string DefaultNamespace = "deployments";

    /// <summary>Gets or sets the host, such as <c>123456789012.dkr.ecr.eu-central-1.amazonaws.com</c>.</summary>
    public string? Host { get; set; }

    /// <summary>Gets or sets the part of the repository name before the project; by default <see cref="DefaultNamespace"/>.</summary>
    public string Namespace { get; set; } = DefaultNamespace;

    /// <summary>Gets or sets what the registry is; by default derived from the name of the host.</summary>
    public RegistryKind Kind { get; set; }

    /// <summary>Gets or sets the account of the registry, twelve digits, where the host does not name it.</summary>
    public string? Account { get; set; }

    /// <summary>Gets or sets the region of the registry where the host does not name it.</summary>
    public string? Region { get; set; }

    /// <summary>Gets or sets the endpoint of the ECR and STS APIs where it differs from the AWS default.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the AWS profile whose credentials are used; by default the SDK's own chain decides.</summary>
    public string? Profile { get; set; }

    /// <summary>Gets or sets the role through which the registry is reached.</summary>
    public AssumeRoleOptions AssumeRole { get; set; } = new();

    /// <summary>Gets the resource tags of repositories; by default none.</summary>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the desired settings of repositories.</summary>
    public SettingsOptions Settings { get; set; } = new();

    /// <summary>Checks the options and creates the deployment target.</summary>
    /// <param name="faults">Receives everything that is wrong, each fault under its option key below the registry, such as <c>AssumeRole:RoleArn</c>.</param>
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

    /// <summary>Checks how the registry is reached, and ignores the settings of its repositories.</summary>
    /// <param name="faults">Receives everything that is wrong, each fault under its option key below the registry.</param>
    /// <returns>The ECR registry, or <see langword="null"/> if the host is not ECR or <paramref name="faults"/> took any.</returns>
    public EcrRegistry? ToRegistry(ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        var (_, ecr) = RegistryTranslation.Translate(this, faults);
        return faults.Count > before ? null : ecr;
    }
}
