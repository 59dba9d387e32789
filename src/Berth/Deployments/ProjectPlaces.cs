using System.Collections.Concurrent;
using Berth.Names;

namespace Berth.Deployments;

/// <summary>The repository, cache image and key of each project of one target, kept because a preparation from the cache does little else than compute them.</summary>
internal sealed class ProjectPlaces(DeploymentTarget target)
{
    private const int Capacity = 131_072;

    private static readonly Tag CacheTag = Tag.Parse("cache");

    private readonly ConcurrentDictionary<string, ProjectPlace> places = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Finds a project's place; <see langword="null"/> if its name makes no repository.</summary>
    public ProjectPlace? Find(string? project)
    {
        if (project is null)
        {
            return null;
        }

        if (places.TryGetValue(project, out var place))
        {
            return place;
        }

        if (!RepositoryName.TryParse(string.Concat(target.Namespace, "/", project), out var repository))
        {
            return null;
        }

        // Above the capacity the entries are computed again.
        if (Interlocked.Increment(ref count) > Capacity)
        {
            places.Clear();
            Volatile.Write(ref count, 1);
        }

        return places[project] = new ProjectPlace(repository, ImageReference.Of(target.Host, repository, CacheTag), target.KeyOf(repository));
    }
}
