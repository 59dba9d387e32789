namespace Berth.Cli.Failures;

/// <summary>The configuration cannot be used as it stands; nothing was called and nothing was changed.</summary>
internal sealed class ConfigurationException(IReadOnlyList<Fault> faults)
    : BerthException(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
