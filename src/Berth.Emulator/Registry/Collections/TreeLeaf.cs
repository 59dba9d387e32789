using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Registry.Collections;

/// <summary>A node with items.</summary>
internal sealed class TreeLeaf<TKey, TItem, TOrder>(TItem[] items) : TreeNode<TKey, TItem, TOrder>
    where TOrder : struct, IItemOrder<TKey, TItem>
{
    public override TKey FirstKey => TOrder.KeyOf(items[0]);

    protected override int Length => items.Length;

    public override bool TryFind(TKey key, [MaybeNullWhen(false)] out TItem item)
    {
        var index = IndexOf(key);
        item = index >= 0 ? items[index] : default;
        return index >= 0;
    }

    public override (TreeNode<TKey, TItem, TOrder> First, TreeNode<TKey, TItem, TOrder>? Second, bool IsNew) Set(TItem item)
    {
        var index = IndexOf(TOrder.KeyOf(item));
        if (index >= 0)
        {
            return (new TreeLeaf<TKey, TItem, TOrder>(Replace(items, index, item)), null, false);
        }

        var changed = Insert(items, ~index, item);
        if (changed.Length <= MaxLength)
        {
            return (new TreeLeaf<TKey, TItem, TOrder>(changed), null, true);
        }

        var split = SplitAt(changed.Length, ~index);
        return (new TreeLeaf<TKey, TItem, TOrder>(changed[..split]), new TreeLeaf<TKey, TItem, TOrder>(changed[split..]), true);
    }

    public override TreeNode<TKey, TItem, TOrder>? Remove(TKey key) =>
        items.Length == 1 ? null : new TreeLeaf<TKey, TItem, TOrder>(RemoveAt(items, IndexOf(key)));

    public override IEnumerable<TItem> All() => items;

    public override IEnumerable<TItem> From(TKey key)
    {
        var index = IndexOf(key);
        for (index = index < 0 ? ~index : index; index < items.Length; index++)
        {
            yield return items[index];
        }
    }

    protected override TreeNode<TKey, TItem, TOrder> Merge(TreeNode<TKey, TItem, TOrder> next) =>
        new TreeLeaf<TKey, TItem, TOrder>([.. items, .. next.All()]);

    private int IndexOf(TKey key)
    {
        var (low, high) = (0, items.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = TOrder.Compare(TOrder.KeyOf(items[middle]), key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
