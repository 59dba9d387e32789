namespace Berth.Deployments;

/// <summary>A request to prepare one deployment. Values are as given; preparing checks them all at once.</summary>
public sealed record DeploymentRequest
{
    /// <summary>Gets the project, such as <c>proj_abc</c>: the last part of the repository's name, hence lower-case letters, digits and single separators.</summary>
    public required string Project { get; init; }

    /// <summary>Gets the environment, such as <c>production</c>; the tag has it in lower case.</summary>
    public required string Environment { get; init; }

    /// <summary>Gets the version; <see langword="null"/> for the time of preparation, <c>yyyyMMdd.HHmmss</c> in UTC.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the short code; <see langword="null"/> for eight random characters of a–z and 0–9.</summary>
    public string? ShortCode { get; init; }

    /// <summary>Gets the name of the registry; <see langword="null"/> for the default one.</summary>
    public string? Registry { get; init; }

    /// <summary>Gets a value indicating whether the cached state is invalidated and ECR is called.</summary>
    public bool Fresh { get; init; }

    /// <summary>Checks the request without preparing it. A generated version and short code are always valid.</summary>
    /// <param name="target">The target, whose namespace counts towards the length of the repository name; <see langword="null"/> if it is not known.</param>
    /// <returns>All faults, by the name of the member; empty if there are none.</returns>
    public IReadOnlyList<Fault> Validate(DeploymentTarget? target = null) => DeploymentNaming.FindFaults(this, target);
}
