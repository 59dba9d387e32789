namespace Berth.Extensions.Tests.Diagnostics;

/// <summary>The tests that read the process-wide instruments: no other test may run at the same time and count.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryTestGroup
{
    public const string Name = "telemetry";
}
