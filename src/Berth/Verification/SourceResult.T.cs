using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>The result of a read from a registry. Exactly one of its four properties is set. <see cref="SourceResult"/> creates it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class SourceResult<T>
    where T : class
{
    internal SourceResult(T? value, Absence? absence, UnrunnableReason? refusal, SourceFault? fault)
    {
        Value = value;
        Absence = absence;
        Refusal = refusal;
        Fault = fault;
    }

    /// <summary>Gets the value that was read.</summary>
    public T? Value { get; }

    /// <summary>Gets what the registry does not have.</summary>
    public Absence? Absence { get; }

    /// <summary>Gets why the value, although it exists, cannot be used.</summary>
    public UnrunnableReason? Refusal { get; }

    /// <summary>Gets why the read failed.</summary>
    public SourceFault? Fault { get; }
}
