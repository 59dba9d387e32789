using System.Globalization;
using System.Text.RegularExpressions;

namespace Berth.Emulator.Administration;

/// <summary>Durations in text form: <c>3d</c>, <c>1d12h</c>, <c>90s</c>, <c>250ms</c>, with a minus before to go back.</summary>
internal static partial class DurationText
{
    public static TimeSpan Read(string text, string member)
    {
        var match = Grammar().Match(text);
        if (!match.Success || match.Length <= match.Groups["sign"].Length)
        {
            throw new AdminException(400, $"{member}: '{text}' is not a valid duration; write it as 3d, 1d12h, 90s or 250ms");
        }

        decimal Ticks(string unit, long ticks) =>
            match.Groups[unit].Success ? decimal.Parse(match.Groups[unit].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) * ticks : 0;
        var total = Ticks("d", TimeSpan.TicksPerDay) + Ticks("h", TimeSpan.TicksPerHour) + Ticks("m", TimeSpan.TicksPerMinute)
            + Ticks("s", TimeSpan.TicksPerSecond) + Ticks("ms", TimeSpan.TicksPerMillisecond);
        return total <= long.MaxValue
            ? TimeSpan.FromTicks((long)total * (match.Groups["sign"].Length > 0 ? -1 : 1))
            : throw new AdminException(400, $"{member}: '{text}' is too long; the duration exceeds the supported range");
    }

    public static string Write(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds}ms");

    [GeneratedRegex(
        @"^(?<sign>-?)((?<d>[0-9]{1,9})d)?((?<h>[0-9]{1,9})h)?((?<m>[0-9]{1,9})m(?!s))?((?<s>[0-9]{1,9})s)?((?<ms>[0-9]{1,9})ms)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
