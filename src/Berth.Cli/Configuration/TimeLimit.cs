using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Configuration;

/// <summary>The time limit of a command, as an option or a variable gives it.</summary>
internal static class TimeLimit
{
    private const string Remedy = "give a time such as 10s, 2m or 1h, above zero and at most a day";

    /// <summary>The limit that BERTH_TIMEOUT sets, or <see langword="null"/> if it is not set.</summary>
    /// <exception cref="ConfigurationException">The variable is not a time.</exception>
    public static TimeSpan? OfVariable(CommandHost host) => host.Variable(BerthVariables.Timeout) is { } text
        ? Parse(text) ?? throw new ConfigurationException([FaultOf(BerthVariables.Timeout, text)])
        : null;

    /// <summary>Parses a limit.</summary>
    /// <returns>The limit, or <see langword="null"/> if the text is not a time, is zero, or is more than a day.</returns>
    public static TimeSpan? Parse(string text) => Quantity.ParseTime(text) is { } time && time > TimeSpan.Zero ? time : null;

    /// <summary>The fault of a text that is not a limit.</summary>
    public static Fault FaultOf(string where, string text) => new(where, $"'{text}' is not a valid time", Remedy);
}
