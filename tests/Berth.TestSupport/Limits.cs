namespace Berth.TestSupport;

/// <summary>The limit of every wait in the tests.</summary>
public static class Limits
{
    /// <summary>Gets the time that only a hang reaches, also on a machine whose cores are all busy.</summary>
    public static TimeSpan Hang { get; } = TimeSpan.FromMinutes(5);
}
