using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Creates the four results of a read from a registry.</summary>
public static class SourceResult
{
    /// <summary>Creates the result of a read that succeeded.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The result.</returns>
    public static SourceResult<T> Of<T>(T value)
        where T : class => new(value ?? throw new ArgumentNullException(nameof(value)), null, null, null);

    /// <summary>Creates the result for something that the registry does not have.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="absence">What does not exist.</param>
    /// <returns>The result.</returns>
    public static SourceResult<T> Missing<T>(Absence absence)
        where T : class => new(null, absence ?? throw new ArgumentNullException(nameof(absence)), null, null);

    /// <summary>Creates the result for something that exists and cannot be pulled or used.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="reason">Why it cannot be used.</param>
    /// <returns>The result.</returns>
    public static SourceResult<T> Unrunnable<T>(UnrunnableReason reason)
        where T : class => new(null, null, reason ?? throw new ArgumentNullException(nameof(reason)), null);

    /// <summary>Creates the result of a read that failed.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fault">Why it failed.</param>
    /// <returns>The result.</returns>
    public static SourceResult<T> Failed<T>(SourceFault fault)
        where T : class => new(null, null, null, fault ?? throw new ArgumentNullException(nameof(fault)));
}
