namespace Berth.Emulator.Faults;

/// <summary>The trouble that is planned: which calls fail, how often and how. Safe for use by any number of threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock turn = new();
    private readonly List<Entry> entries = [];
    private volatile bool isEmpty = true;

    internal FaultPlan()
    {
    }

    /// <summary>Gets what is planned and has not come to its end, in the order in which it was planned.</summary>
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

    /// <summary>Plans a fault. Where several are planned for a call, the one that was planned first befalls it.</summary>
    /// <param name="fault">The fault.</param>
    /// <exception cref="ArgumentException">Its count, probability, delay or status is out of range.</exception>
    public void Add(PlannedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentException.ThrowIfNullOrEmpty(fault.Operation, "fault.Operation");
        ArgumentException.ThrowIfNullOrEmpty(fault.Code, "fault.Code");
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, "fault.Count");
        ArgumentOutOfRangeException.ThrowIfNegative(fault.Delay.Ticks, "fault.Delay");
        if (fault.Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Probability, "A probability is from 0 to 1.");
        }

        if (fault.Status is < 500 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Status, "The status of a server's error is from 500 to 599.");
        }

        lock (turn)
        {
            entries.Add(new Entry(fault));
            isEmpty = false;
        }
    }

    /// <summary>Forgets all that is planned.</summary>
    public void Clear()
    {
        lock (turn)
        {
            entries.Clear();
            isEmpty = true;
        }
    }

    /// <summary>Takes the fault that befalls a call, if one does.</summary>
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

    /// <summary>Lets the faults begin that wait for an operation to have succeeded.</summary>
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

    private sealed class Entry(PlannedFault fault)
    {
        public PlannedFault Fault => fault;

        public int? Remaining { get; set; } = fault.Count;

        public bool HasBegun { get; set; } = fault.After is null;

        public bool IsFor(string operation) =>
            HasBegun
            && (fault.Operation == PlannedFault.EveryOperation || fault.Operation == operation)
#pragma warning disable CA5394 // Chance for tests needs no secure source.
            && (fault.Probability >= 1 || Random.Shared.NextDouble() < fault.Probability);
#pragma warning restore CA5394
    }
}
