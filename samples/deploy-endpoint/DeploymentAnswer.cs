namespace DeployEndpoint;

/// <summary>What the build is told.</summary>
internal sealed record DeploymentAnswer(string Image, string CacheImage, bool RepositoryCreated);
