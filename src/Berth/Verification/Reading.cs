using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Makes the four outcomes of reading from a registry.</summary>
public static class Reading
{
    /// <summary>It was read.</summary>
    /// <typeparam name="T">What was read.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The outcome.</returns>
    public static Reading<T> Of<T>(T value)
        where T : class => new(value ?? throw new ArgumentNullException(nameof(value)), null, null, null);

    /// <summary>The registry answered that it has no such thing.</summary>
    /// <typeparam name="T">What was to be read.</typeparam>
    /// <param name="absence">What is not there.</param>
    /// <returns>The outcome.</returns>
    public static Reading<T> Missing<T>(Absence absence)
        where T : class => new(null, absence ?? throw new ArgumentNullException(nameof(absence)), null, null);

    /// <summary>It is there, and cannot be had or used.</summary>
    /// <typeparam name="T">What was to be read.</typeparam>
    /// <param name="reason">Why.</param>
    /// <returns>The outcome.</returns>
    public static Reading<T> Unrunnable<T>(UnrunnableReason reason)
        where T : class => new(null, null, reason ?? throw new ArgumentNullException(nameof(reason)), null);

    /// <summary>Nothing was learned.</summary>
    /// <typeparam name="T">What was to be read.</typeparam>
    /// <param name="fault">Why.</param>
    /// <returns>The outcome.</returns>
    public static Reading<T> Failed<T>(SourceFault fault)
        where T : class => new(null, null, null, fault ?? throw new ArgumentNullException(nameof(fault)));
}
