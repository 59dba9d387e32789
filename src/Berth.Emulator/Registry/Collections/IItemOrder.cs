namespace Berth.Emulator.Registry.Collections;

/// <summary>The key of an item, and the order of keys.</summary>
internal interface IItemOrder<TKey, TItem>
{
    static abstract TKey KeyOf(TItem item);

    static abstract int Compare(TKey one, TKey other);
}
