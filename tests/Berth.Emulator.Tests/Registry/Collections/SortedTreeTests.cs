using Berth.Emulator.Registry.Collections;
using CsCheck;

namespace Berth.Emulator.Tests.Registry.Collections;

public sealed class SortedTreeTests
{
    [Fact]
    public void Tree_AfterAnyHistory_EqualsASortedDictionary() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 400]).Array[0, 3000].Sample(
            history =>
            {
                var tree = SortedTree<int, (int Key, int Value), ByKey>.Empty;
                var expected = new SortedDictionary<int, int>();
                foreach (var (index, (step, key)) in history.Index())
                {
                    if (step == 0)
                    {
                        tree = tree.Remove(key);
                        expected.Remove(key);
                    }
                    else
                    {
                        tree = tree.Set((key, index));
                        expected[key] = index;
                    }
                }

                Check(tree, expected);
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Tree_AnOlderVersion_IsUnchanged()
    {
        var tree = SortedTree<int, (int Key, int Value), ByKey>.OfSorted([.. Enumerable.Range(0, 5000).Select(key => (key, key))]);
        var changed = Enumerable.Range(0, 5000).Where(key => key % 3 != 0).Aggregate(tree, (next, key) => next.Remove(key).Set((key + 10_000, 0)));

        Check(tree, new SortedDictionary<int, int>(Enumerable.Range(0, 5000).ToDictionary(key => key)));
        Assert.Equal(5000, changed.Count);
        Assert.Equal(changed.Count, changed.All().Count());
    }

    [Fact]
    public void Tree_WithAllItemsRemoved_IsEmpty()
    {
        var tree = SortedTree<int, (int Key, int Value), ByKey>.OfSorted([.. Enumerable.Range(0, 5000).Select(key => (key, key))]);

        tree = Enumerable.Range(0, 5000).Aggregate(tree, (next, key) => next.Remove(key));

        Assert.Equal(0, tree.Count);
        Assert.Empty(tree.All());
        Assert.Equal([(7, 7)], tree.Set((7, 7)).All());
    }

    private static void Check(SortedTree<int, (int Key, int Value), ByKey> tree, SortedDictionary<int, int> expected)
    {
        Assert.Equal(expected.Count, tree.Count);
        Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), tree.All());
        foreach (var key in Enumerable.Range(-1, 50).Select(number => number * 9))
        {
            Assert.Equal(expected.TryGetValue(key, out var value), tree.TryFind(key, out var item));
            Assert.Equal(value, item.Value);
            Assert.Equal(expected.Keys.Where(other => other >= key).Take(40), tree.From(key).Select(found => found.Key).Take(40));
        }
    }

    private readonly struct ByKey : IItemOrder<int, (int Key, int Value)>
    {
        public static int KeyOf((int Key, int Value) item) => item.Key;

        public static int Compare(int one, int other) => one.CompareTo(other);
    }
}
