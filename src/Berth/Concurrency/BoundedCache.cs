namespace Berth.Concurrency;

/// <summary>Keeps up to a fixed number of values by key; the least recently used is removed first. Thread safe.</summary>
/// <param name="capacity">The greatest number of values.</param>
/// <param name="create">Creates the value of a key; must be cheap and must not call back.</param>
/// <param name="evicted">Called with each evicted value, or <see langword="null"/>.</param>
/// <param name="comparer">Compares keys; <see langword="null"/> for the default.</param>
internal sealed class BoundedCache<TKey, TValue>(int capacity, Func<TKey, TValue> create, Action<TValue>? evicted = null, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = new(comparer);
    private readonly LinkedList<(TKey Key, TValue Value)> order = new();
    private readonly Lock gate = new();

    /// <summary>Gets the number of values.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return nodes.Count;
            }
        }
    }

    /// <summary>Gets the value of a key, and creates it if it is absent.</summary>
    public TValue GetOrAdd(TKey key)
    {
        var removed = default(LinkedListNode<(TKey Key, TValue Value)>);
        TValue value;
        lock (gate)
        {
            if (nodes.TryGetValue(key, out var node))
            {
                if (!ReferenceEquals(order.First, node))
                {
                    order.Remove(node);
                    order.AddFirst(node);
                }

                return node.Value.Value;
            }

            value = create(key);
            nodes[key] = order.AddFirst((key, value));
            if (nodes.Count > capacity)
            {
                removed = order.Last!;
                order.RemoveLast();
                nodes.Remove(removed.Value.Key);
            }
        }

        if (removed is not null)
        {
            evicted?.Invoke(removed.Value.Value);
        }

        return value;
    }

    /// <summary>Gets the value of a key without creating it.</summary>
    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            var found = nodes.TryGetValue(key, out var node);
            value = found ? node!.Value.Value : default;
            return found;
        }
    }

    /// <summary>Removes all values and returns them.</summary>
    public IReadOnlyList<TValue> Clear()
    {
        lock (gate)
        {
            TValue[] values = [.. order.Select(entry => entry.Value)];
            order.Clear();
            nodes.Clear();
            return values;
        }
    }
}
