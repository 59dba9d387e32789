using System.CommandLine;
using System.Globalization;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;

namespace Berth.Cli.Commands;

/// <summary><c>--timeout</c>: the time limit of a command, in total.</summary>
internal sealed class TimeoutOption : Option<string?>
{
    private readonly TimeSpan standard;

    /// <summary>Initializes a new instance of the <see cref="TimeoutOption"/> class.</summary>
    /// <param name="standard">The limit without the option and the variable.</param>
    public TimeoutOption(TimeSpan standard)
        : base("--timeout")
    {
        this.standard = standard;
        HelpName = "TIME";
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"Ends the command after this time in total, such as 10s or 2m. Default: {BerthVariables.Timeout}, then {standard.TotalSeconds:0}s.");
    }

    /// <summary>The limit that applies.</summary>
    /// <exception cref="InvalidInputException">The option is not a time.</exception>
    /// <exception cref="ConfigurationException">The variable is not a time.</exception>
    public TimeSpan Read(ParseResult parsed, CommandHost host) => parsed.GetValue(this) is { } text
        ? TimeLimit.Parse(text) ?? throw new InvalidInputException([TimeLimit.FaultOf(Name, text)])
        : TimeLimit.OfVariable(host) ?? standard;
}
