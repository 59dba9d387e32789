namespace Berth.Concurrency;

/// <summary>
/// Creates a resource at its first use. After <see cref="Release"/> the resource is disposed as soon as no lease of it is left, and a later
/// use creates another. Thread safe.
/// </summary>
/// <param name="create">Creates the resource. The caller of <see cref="Use"/> gets its exceptions, and the next use tries again.</param>
internal sealed class LeasedResource<T>(Func<T> create)
    where T : class, IDisposable
{
    private readonly Lock gate = new();
    private Entry? current;

    /// <summary>Gets the resource, which is not disposed before the lease.</summary>
    public Lease Use()
    {
        lock (gate)
        {
            current ??= new Entry(create());
            current.Leases++;
            return new Lease(this, current);
        }
    }

    /// <summary>Disposes of the resource, now or at the end of its last lease.</summary>
    public void Release()
    {
        Entry? released;
        lock (gate)
        {
            released = current;
            current = null;
            if (released is not { Leases: 0 })
            {
                return;
            }
        }

        released.Value.Dispose();
    }

    private void End(Entry entry)
    {
        lock (gate)
        {
            if (--entry.Leases > 0 || ReferenceEquals(entry, current))
            {
                return;
            }
        }

        entry.Value.Dispose();
    }

    /// <summary>One use of the resource.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly LeasedResource<T> owner;
        private readonly Entry entry;
        private int ended;

        internal Lease(LeasedResource<T> owner, Entry entry)
        {
            this.owner = owner;
            this.entry = entry;
        }

        public T Value => entry.Value;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                owner.End(entry);
            }
        }
    }

    /// <summary>A created resource and the number of its leases, which the lock guards.</summary>
    internal sealed class Entry(T value)
    {
        public T Value => value;

        public int Leases { get; set; }
    }
}
