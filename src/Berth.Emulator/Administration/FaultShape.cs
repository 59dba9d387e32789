using Berth.Emulator.Faults;

namespace Berth.Emulator.Administration;

/// <summary>A planned fault in JSON.</summary>
internal sealed record FaultShape
{
    public string? Kind { get; init; }

    public string? Operation { get; init; }

    /// <summary>The number of calls that it applies to; 0 for all until it is removed.</summary>
    public int? Count { get; init; }

    public double? Probability { get; init; }

    public string? Delay { get; init; }

    public bool? AfterWork { get; init; }

    public string? After { get; init; }

    public string? Code { get; init; }

    public int? Status { get; init; }

    public static FaultShape Of(PlannedFault fault) => new()
    {
        Kind = Name(fault.Kind),
        Operation = fault.Operation,
        Count = fault.Count ?? 0,
        Probability = fault.Probability,
        Delay = fault.Delay == TimeSpan.Zero ? null : DurationText.Write(fault.Delay),
        AfterWork = fault.AfterWork ? true : null,
        After = fault.After,
        Code = fault.Kind == FaultKind.UnknownCode ? fault.Code : null,
        Status = fault.Kind == FaultKind.ServerError ? fault.Status : null,
    };

    /// <exception cref="AdminException">The kind or the delay is not valid.</exception>
    public PlannedFault ToFault()
    {
        var fault = new PlannedFault
        {
            Kind = Enum.GetValues<FaultKind>().Cast<FaultKind?>().FirstOrDefault(kind => Name(kind!.Value) == Kind)
                ?? throw new AdminException(400, $"kind: '{Kind}' is not a kind of fault; use one of {string.Join(", ", Enum.GetValues<FaultKind>().Select(Name))}"),
            After = After,
        };
        return fault with
        {
            Operation = Operation ?? fault.Operation,
            Count = Count switch { null => fault.Count, 0 => null, var count => count },
            Probability = Probability ?? fault.Probability,
            Delay = Delay is null ? fault.Delay : DurationText.Read(Delay, "delay"),
            AfterWork = AfterWork ?? fault.AfterWork,
            Code = Code ?? fault.Code,
            Status = Status ?? fault.Status,
        };
    }

    private static string Name(FaultKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
