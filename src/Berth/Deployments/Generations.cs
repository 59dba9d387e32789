using Berth.Repositories.State;

namespace Berth.Deployments;

/// <summary>
/// Counts the invalidations of repositories, so that a result that was requested before an invalidation is neither shared nor stored after it.
/// Bounded: keys share a fixed number of counters, and a counter that another key advances costs one cache entry. Thread safe.
/// </summary>
internal sealed class Generations
{
    private readonly long[] counters = new long[1024];

    /// <summary>Gets the current generation of a key.</summary>
    public long Of(RepositoryKey key) => Volatile.Read(ref Counter(key));

    /// <summary>Starts the next generation of a key.</summary>
    public void Advance(RepositoryKey key) => Interlocked.Increment(ref Counter(key));

    private ref long Counter(RepositoryKey key) =>
        ref counters[(uint)key.ToString().GetHashCode(StringComparison.Ordinal) % (uint)counters.Length];
}
