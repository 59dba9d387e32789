using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Registry.Collections;

/// <summary>A node of a <see cref="SortedTree{TKey, TItem, TOrder}"/>: a leaf with items, or a branch with nodes. It has at least one.</summary>
internal abstract class TreeNode<TKey, TItem, TOrder>
    where TOrder : struct, IItemOrder<TKey, TItem>
{
    protected const int MaxLength = 32;

    private const int MinLength = MaxLength / 4;

    /// <summary>The least key below this node.</summary>
    public abstract TKey FirstKey { get; }

    /// <summary>The number of items or nodes.</summary>
    protected abstract int Length { get; }

    public static TreeNode<TKey, TItem, TOrder> Build(ReadOnlySpan<TItem> items)
    {
        var nodes = new List<TreeNode<TKey, TItem, TOrder>>((items.Length / MaxLength) + 1);
        for (; !items.IsEmpty; items = items[Math.Min(MaxLength, items.Length)..])
        {
            nodes.Add(new TreeLeaf<TKey, TItem, TOrder>(items[..Math.Min(MaxLength, items.Length)].ToArray()));
        }

        while (nodes.Count > 1)
        {
            nodes = [.. nodes.Chunk(MaxLength).Select(chunk => new TreeBranch<TKey, TItem, TOrder>(chunk))];
        }

        return nodes[0];
    }

    public static TreeNode<TKey, TItem, TOrder> Join(TreeNode<TKey, TItem, TOrder> first, TreeNode<TKey, TItem, TOrder> second) =>
        new TreeBranch<TKey, TItem, TOrder>([first, second]);

    public abstract bool TryFind(TKey key, [MaybeNullWhen(false)] out TItem item);

    /// <summary>Adds or replaces an item.</summary>
    /// <returns>The node that replaces this one, the node after it if it was split, and whether the item was added.</returns>
    public abstract (TreeNode<TKey, TItem, TOrder> First, TreeNode<TKey, TItem, TOrder>? Second, bool IsNew) Set(TItem item);

    /// <summary>Removes the item of a key, which exists.</summary>
    /// <returns>The node that replaces this one, or <see langword="null"/> if nothing is left.</returns>
    public abstract TreeNode<TKey, TItem, TOrder>? Remove(TKey key);

    /// <summary>Skips branches that have one node only.</summary>
    public virtual TreeNode<TKey, TItem, TOrder> WithoutSingleChild() => this;

    public abstract IEnumerable<TItem> All();

    public abstract IEnumerable<TItem> From(TKey key);

    /// <summary>Merges this node and the next, if one of them has become small and both fit into one.</summary>
    public TreeNode<TKey, TItem, TOrder>? TryMerge(TreeNode<TKey, TItem, TOrder> next) =>
        (Length < MinLength || next.Length < MinLength) && Length + next.Length <= MaxLength ? Merge(next) : null;

    protected abstract TreeNode<TKey, TItem, TOrder> Merge(TreeNode<TKey, TItem, TOrder> next);

    protected static T[] Insert<T>(T[] array, int index, T item)
    {
        var changed = new T[array.Length + 1];
        array.AsSpan(0, index).CopyTo(changed);
        changed[index] = item;
        array.AsSpan(index).CopyTo(changed.AsSpan(index + 1));
        return changed;
    }

    protected static T[] RemoveAt<T>(T[] array, int index)
    {
        var changed = new T[array.Length - 1];
        array.AsSpan(0, index).CopyTo(changed);
        array.AsSpan(index + 1).CopyTo(changed.AsSpan(index));
        return changed;
    }

    protected static T[] Replace<T>(T[] array, int index, T item)
    {
        var changed = (T[])array.Clone();
        changed[index] = item;
        return changed;
    }

    /// <summary>Returns the index at which to split an array that is too long: at the end if it grew there, so that items that come in order leave full nodes.</summary>
    protected static int SplitAt(int length, int insertedAt) => insertedAt == length - 1 ? length - 1 : length / 2;
}
