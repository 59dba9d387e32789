using System.Globalization;

namespace Berth.Cli.Configuration;

/// <summary>Numbers with units, as users write them on a command line.</summary>
internal static class Quantity
{
    private static readonly (string Unit, long Bytes)[] ByteUnits =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1),
    ];

    private static readonly (string Unit, double Seconds)[] TimeUnits = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>Bytes: <c>500</c>, <c>500MB</c>, <c>1.5 GiB</c>.</summary>
    /// <returns>The number, or <see langword="null"/> if the text is not a number of bytes, or above 2^53.</returns>
    public static long? ParseBytes(string text)
    {
        var (unit, bytes) = ByteUnits.FirstOrDefault(known => text.EndsWith(known.Unit, StringComparison.Ordinal), (string.Empty, 1));
        return Number(text[..^unit.Length]) is { } number && number * bytes <= 1L << 53 ? (long)(number * bytes) : null;
    }

    /// <summary>A time: <c>90</c> or <c>90s</c>, <c>5m</c>, <c>1h</c>.</summary>
    /// <returns>The time, or <see langword="null"/> if the text is not a time, or more than a day.</returns>
    public static TimeSpan? ParseTime(string text)
    {
        var (unit, seconds) = TimeUnits.FirstOrDefault(known => text.EndsWith(known.Unit, StringComparison.Ordinal), (string.Empty, 1));
        return Number(text[..^unit.Length]) is { } number && number * seconds <= TimeSpan.SecondsPerDay ? TimeSpan.FromSeconds(number * seconds) : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text.TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
