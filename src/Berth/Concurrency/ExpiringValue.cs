namespace Berth.Concurrency;

/// <summary>A fetched value and its end.</summary>
/// <param name="Value">The value.</param>
/// <param name="ExpiresAt">When it stops being valid, by this machine's clock; <see cref="DateTimeOffset.MaxValue"/> for never.</param>
internal readonly record struct ExpiringValue<T>(T Value, DateTimeOffset ExpiresAt);
