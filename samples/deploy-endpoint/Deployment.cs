namespace DeployEndpoint;

/// <summary>What the platform posts when a project is deployed.</summary>
internal sealed record Deployment(string Project, string Environment, string? Version);
