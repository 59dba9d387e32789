using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Registry.Collections;

/// <summary>
/// An immutable sorted set of items with unique keys: a B-tree whose versions share nodes. A change or a lookup is O(log n); an item costs
/// its own size and about a third of that.
/// </summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <typeparam name="TOrder">The key of an item, and the order of keys.</typeparam>
internal sealed class SortedTree<TKey, TItem, TOrder>
    where TOrder : struct, IItemOrder<TKey, TItem>
{
    public static readonly SortedTree<TKey, TItem, TOrder> Empty = new(null, 0);

    private readonly TreeNode<TKey, TItem, TOrder>? root;

    private SortedTree(TreeNode<TKey, TItem, TOrder>? root, int count)
    {
        this.root = root;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Creates a tree of items that are in order and have unique keys.</summary>
    public static SortedTree<TKey, TItem, TOrder> OfSorted(ReadOnlySpan<TItem> items) =>
        items.IsEmpty ? Empty : new SortedTree<TKey, TItem, TOrder>(TreeNode<TKey, TItem, TOrder>.Build(items), items.Length);

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TItem item)
    {
        if (root is not null)
        {
            return root.TryFind(key, out item);
        }

        item = default;
        return false;
    }

    public bool Contains(TKey key) => TryFind(key, out _);

    /// <summary>Adds an item, or replaces the item of the same key.</summary>
    public SortedTree<TKey, TItem, TOrder> Set(TItem item)
    {
        if (root is null)
        {
            return OfSorted([item]);
        }

        var (first, second, isNew) = root.Set(item);
        return new SortedTree<TKey, TItem, TOrder>(
            second is null ? first : TreeNode<TKey, TItem, TOrder>.Join(first, second), isNew ? Count + 1 : Count);
    }

    /// <summary>Removes the item of a key, if there is one.</summary>
    public SortedTree<TKey, TItem, TOrder> Remove(TKey key)
    {
        if (root is null || !root.TryFind(key, out _))
        {
            return this;
        }

        return Count == 1 ? Empty : new SortedTree<TKey, TItem, TOrder>(root.Remove(key)!.WithoutSingleChild(), Count - 1);
    }

    /// <summary>Enumerates all items in order.</summary>
    public IEnumerable<TItem> All() => root?.All() ?? [];

    /// <summary>Enumerates in order the items whose keys are not less than a key.</summary>
    public IEnumerable<TItem> From(TKey key) => root?.From(key) ?? [];
}
