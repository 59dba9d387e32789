using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Registry.Collections;

/// <summary>A node with nodes.</summary>
internal sealed class TreeBranch<TKey, TItem, TOrder> : TreeNode<TKey, TItem, TOrder>
    where TOrder : struct, IItemOrder<TKey, TItem>
{
    private readonly TreeNode<TKey, TItem, TOrder>[] children;
    private readonly TKey[] keys;

    public TreeBranch(TreeNode<TKey, TItem, TOrder>[] children)
    {
        this.children = children;
        keys = [.. children.Select(child => child.FirstKey)];
    }

    public override TKey FirstKey => keys[0];

    protected override int Length => children.Length;

    public override bool TryFind(TKey key, [MaybeNullWhen(false)] out TItem item) => children[ChildOf(key)].TryFind(key, out item);

    public override (TreeNode<TKey, TItem, TOrder> First, TreeNode<TKey, TItem, TOrder>? Second, bool IsNew) Set(TItem item)
    {
        var index = ChildOf(TOrder.KeyOf(item));
        var (first, second, isNew) = children[index].Set(item);
        var changed = Replace(children, index, first);
        if (second is null)
        {
            return (new TreeBranch<TKey, TItem, TOrder>(changed), null, isNew);
        }

        changed = Insert(changed, index + 1, second);
        if (changed.Length <= MaxLength)
        {
            return (new TreeBranch<TKey, TItem, TOrder>(changed), null, isNew);
        }

        var split = SplitAt(changed.Length, index + 1);
        return (new TreeBranch<TKey, TItem, TOrder>(changed[..split]), new TreeBranch<TKey, TItem, TOrder>(changed[split..]), isNew);
    }

    public override TreeNode<TKey, TItem, TOrder>? Remove(TKey key)
    {
        var index = ChildOf(key);
        if (children[index].Remove(key) is not { } changed)
        {
            return children.Length == 1 ? null : new TreeBranch<TKey, TItem, TOrder>(RemoveAt(children, index));
        }

        if (index + 1 < children.Length && changed.TryMerge(children[index + 1]) is { } mergedWithNext)
        {
            return new TreeBranch<TKey, TItem, TOrder>(RemoveAt(Replace(children, index, mergedWithNext), index + 1));
        }

        if (index > 0 && children[index - 1].TryMerge(changed) is { } mergedWithPrevious)
        {
            return new TreeBranch<TKey, TItem, TOrder>(RemoveAt(Replace(children, index - 1, mergedWithPrevious), index));
        }

        return new TreeBranch<TKey, TItem, TOrder>(Replace(children, index, changed));
    }

    public override TreeNode<TKey, TItem, TOrder> WithoutSingleChild() => children.Length == 1 ? children[0].WithoutSingleChild() : this;

    public override IEnumerable<TItem> All() => children.SelectMany(child => child.All());

    public override IEnumerable<TItem> From(TKey key)
    {
        var index = ChildOf(key);
        return children[index].From(key).Concat(children.Skip(index + 1).SelectMany(child => child.All()));
    }

    protected override TreeNode<TKey, TItem, TOrder> Merge(TreeNode<TKey, TItem, TOrder> next) =>
        new TreeBranch<TKey, TItem, TOrder>([.. children, .. ((TreeBranch<TKey, TItem, TOrder>)next).children]);

    /// <summary>The index of the last node whose first key is not greater than a key, or the first node.</summary>
    private int ChildOf(TKey key)
    {
        var (low, high) = (1, children.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = TOrder.Compare(keys[middle], key) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
