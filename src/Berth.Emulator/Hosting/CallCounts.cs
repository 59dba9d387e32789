using System.Collections.Concurrent;

namespace Berth.Emulator.Hosting;

/// <summary>How often each operation was called, whatever became of the calls. Safe for use by any number of threads.</summary>
public sealed class CallCounts
{
    private readonly ConcurrentDictionary<string, Cell> cells = new(StringComparer.Ordinal);

    internal CallCounts()
    {
    }

    /// <summary>Gets the number of calls of all operations together.</summary>
    public long Total => cells.Values.Sum(cell => cell.Value);

    /// <summary>Gets how often an operation was called.</summary>
    /// <param name="operation">
    /// Its name, such as <c>DescribeRepositories</c> or <c>AssumeRole</c>. Requests to <c>/v2/</c> count as <c>v2.</c> and the operation that IAM knows
    /// them by: pushing a manifest is <c>v2.PutImage</c>.
    /// </param>
    /// <returns>The number of calls, 0 for what was never called.</returns>
    public long this[string operation] => cells.TryGetValue(operation, out var cell) ? cell.Value : 0;

    /// <summary>Returns the current counts.</summary>
    /// <returns>The number of calls by operation, those that were called alone.</returns>
    public IReadOnlyDictionary<string, long> ToDictionary() =>
        cells.Where(pair => pair.Value.Value > 0).ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);

    /// <summary>Counts from 0 again.</summary>
    public void Reset() => cells.Clear();

    internal void Add(string operation) => cells.GetOrAdd(operation, static _ => new Cell()).Increment();

    private sealed class Cell
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Increment() => Interlocked.Increment(ref value);
    }
}
