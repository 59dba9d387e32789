using Berth.Builders;
using Berth.Deployments;

namespace Berth.Cli.Commands;

/// <summary>The result of <c>berth prepare</c>.</summary>
/// <param name="Deployment">The prepared deployment.</param>
/// <param name="Cache">The build cache in the deployment's repository.</param>
internal sealed record PrepareResult(PreparedDeployment Deployment, BuildCache Cache)
{
    /// <summary>Whether the repository that the builder needs for its cache exists. If it does not, the builder runs without a cache.</summary>
    public bool HasCacheRepository { get; init; } = true;
}
