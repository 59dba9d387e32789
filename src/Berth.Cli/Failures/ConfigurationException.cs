namespace Berth.Cli.Failures;

/// <summary>The configuration is invalid. Nothing was called and nothing was changed.</summary>
internal sealed class ConfigurationException(IReadOnlyList<Fault> faults)
    : BerthException(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<Fault> Faults { get; } = faults;

    /// <summary>Whether an option on the command line has a fault. A fault is located at the option, variable or file that set the value.</summary>
    public bool IsUsage => Faults.Any(fault => fault.Where.StartsWith("--", StringComparison.Ordinal));
}
