namespace Berth.Concurrency;

/// <summary>The result of a shared run.</summary>
/// <param name="Value">The result.</param>
/// <param name="IsFirst">Whether this caller is the first to receive it. Exactly one caller of a run is: it reports the run.</param>
internal readonly record struct SharedResult<T>(T Value, bool IsFirst);
