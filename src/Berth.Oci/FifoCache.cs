using System.Diagnostics.CodeAnalysis;

namespace Berth.Oci;

/// <summary>A cache with a fixed capacity that evicts entries in insertion order. It is safe for concurrent use.</summary>
internal sealed class FifoCache<TKey, TValue>(int maxEntries)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> entries = [];
    private readonly LinkedList<(TKey Key, TValue Value)> order = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (gate)
        {
            var isFound = entries.TryGetValue(key, out var node);
            value = isFound ? node!.Value.Value : default;
            return isFound;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (gate)
        {
            RemoveEntry(key);
            entries[key] = order.AddLast((key, value));
            if (entries.Count > maxEntries)
            {
                RemoveEntry(order.First!.Value.Key);
            }
        }
    }

    public void Remove(TKey key)
    {
        lock (gate)
        {
            RemoveEntry(key);
        }
    }

    private void RemoveEntry(TKey key)
    {
        if (entries.Remove(key, out var node))
        {
            order.Remove(node);
        }
    }
}
