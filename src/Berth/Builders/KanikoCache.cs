using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Builders;

/// <summary>
/// The repository for kaniko's layer cache, beside the repository of the images. Kaniko tags each cached layer with a hash and pushes the same tag again when
/// the entry has expired. So the repository's tags must be mutable, and entries must expire by age; in an immutable repository the cache cannot be renewed.
/// </summary>
/// <seealso href="https://github.com/GoogleContainerTools/kaniko#caching"/>
public static class KanikoCache
{
    /// <summary>The number of days after which kaniko no longer uses a cached layer, its default for <c>--cache-ttl</c>.</summary>
    public const int LifetimeDays = 14;

    private const string Suffix = "/kaniko-cache";

    /// <summary>Gets the lifecycle policy of the cache repository: images expire when kaniko no longer uses them.</summary>
    public static LifecyclePolicy LifecyclePolicy { get; } = LifecyclePolicy.Create(LifecycleRule.Create(
        1,
        TagSelection.Any,
        LifecycleCount.DaysSincePushed(LifetimeDays),
        LifecycleAction.Expire,
        $"Expire cached layers older than {LifetimeDays} days"));

    /// <summary>Gets the cache repository of a repository.</summary>
    /// <param name="repository">The repository of the images.</param>
    /// <returns>The name, or <see langword="null"/> if it would be longer than ECR allows; builds then run without a cache.</returns>
    public static RepositoryName? RepositoryOf(RepositoryName repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return RepositoryName.TryParse(repository + Suffix, out var cache) ? cache : null;
    }
}
