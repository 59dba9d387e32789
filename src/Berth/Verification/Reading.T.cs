using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>The outcome of reading one thing from a registry: exactly one of its four properties is set. <see cref="Reading"/> makes it.</summary>
/// <typeparam name="T">What was to be read.</typeparam>
public sealed class Reading<T>
    where T : class
{
    internal Reading(T? value, Absence? absence, UnrunnableReason? refusal, SourceFault? fault)
    {
        Value = value;
        Absence = absence;
        Refusal = refusal;
        Fault = fault;
    }

    /// <summary>Gets what was read.</summary>
    public T? Value { get; }

    /// <summary>Gets what the registry says it does not have.</summary>
    public Absence? Absence { get; }

    /// <summary>Gets why the thing, though it is there, is of no use.</summary>
    public UnrunnableReason? Refusal { get; }

    /// <summary>Gets why nothing was learned.</summary>
    public SourceFault? Fault { get; }
}
