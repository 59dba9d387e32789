using Berth.Names;
using Berth.Repositories.State;

namespace Berth.Deployments;

/// <summary>What all deployments of one project have in common.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="CacheImage">The reference of its build cache.</param>
/// <param name="Key">The key under which the repository is known.</param>
internal sealed record ProjectPlace(RepositoryName Repository, ImageReference CacheImage, RepositoryKey Key);
