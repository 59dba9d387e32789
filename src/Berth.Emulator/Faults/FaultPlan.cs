using System.Collections.Frozen;

namespace Berth.Emulator.Faults;

/// <summary>The planned faults: which calls fail, how often and how. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly Lock turn = new();
    private readonly List<Entry> entries = [];
    private volatile bool isEmpty = true;

    private readonly FrozenSet<string> operations;

    /// <param name="operations">The names of all operations that a fault can be planned for.</param>
    internal FaultPlan(IEnumerable<string> operations) => this.operations = operations.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gets the faults that still apply to calls, in the order in which they were added.</summary>
    public IReadOnlyList<PlannedFault> Pending
    {
        get
        {
            lock (turn)
            {
                return [.. entries.Select(entry => entry.Fault with { Count = entry.Remaining })];
            }
        }
    }

    /// <summary>Plans a fault. If several are planned for a call, the first one applies.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">Its operation does not exist, or its count, probability, delay or status is out of range.</exception>
    public void Add(PlannedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentException.ThrowIfNullOrEmpty(fault.Operation, "fault.Operation");
        ArgumentException.ThrowIfNullOrEmpty(fault.Code, "fault.Code");
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, "fault.Count");
        CheckOperation(fault.Operation, nameof(fault.Operation), PlannedFault.EveryOperation);
        CheckOperation(fault.After, nameof(fault.After), null);
        if (fault.Delay < TimeSpan.Zero || fault.Delay > PlannedFault.MaxDelay)
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Delay, $"delay: it must be from 0 to {PlannedFault.MaxDelay}.");
        }

        if (fault.Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Probability, "probability: it must be from 0 to 1.");
        }

        if (fault.Status is < 500 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Status, "status: it must be from 500 to 599.");
        }

        lock (turn)
        {
            entries.Add(new Entry(fault));
            isEmpty = false;
        }
    }

    /// <summary>Removes all planned faults.</summary>
    public void Clear()
    {
        lock (turn)
        {
            entries.Clear();
            isEmpty = true;
        }
    }

    /// <summary>Returns the fault that applies to a call, and counts it as used.</summary>
    internal PlannedFault? Take(string operation)
    {
        if (isEmpty)
        {
            return null;
        }

        lock (turn)
        {
            foreach (var entry in entries)
            {
                if (!entry.IsFor(operation))
                {
                    continue;
                }

                if (--entry.Remaining == 0)
                {
                    entries.Remove(entry);
                    isEmpty = entries.Count == 0;
                }

                return entry.Fault;
            }

            return null;
        }
    }

    /// <summary>Starts the faults that wait for the success of an operation.</summary>
    internal void Succeeded(string operation)
    {
        if (isEmpty)
        {
            return;
        }

        lock (turn)
        {
            entries.ForEach(entry => entry.HasBegun |= entry.Fault.After == operation);
        }
    }

    private void CheckOperation(string? operation, string member, string? also)
    {
        if (operation is not null && operation != also && !operations.Contains(operation))
        {
            throw new ArgumentException(
                $"{char.ToLowerInvariant(member[0])}{member[1..]}: the emulator has no operation '{operation}'; use one of "
                + $"{string.Join(", ", operations.Order(StringComparer.Ordinal))}.",
                nameof(operation));
        }
    }

    private sealed class Entry(PlannedFault fault)
    {
        public PlannedFault Fault => fault;

        public int? Remaining { get; set; } = fault.Count;

        public bool HasBegun { get; set; } = fault.After is null;

        public bool IsFor(string operation) =>
            HasBegun
            && (fault.Operation == PlannedFault.EveryOperation || fault.Operation == operation)
#pragma warning disable CA5394 // Faults of tests need no secure random numbers.
            && (fault.Probability >= 1 || Random.Shared.NextDouble() < fault.Probability);
#pragma warning restore CA5394
    }
}
