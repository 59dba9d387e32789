using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Berth.Extensions.Diagnostics;

/// <summary>The names under which Berth reports traces and metrics; <c>docs/metrics.md</c> lists every instrument.</summary>
public static class BerthDiagnostics
{
    /// <summary>The name of Berth's <see cref="ActivitySource"/>.</summary>
    public const string ActivitySourceName = "Berth";

    /// <summary>The name of Berth's <see cref="Meter"/>.</summary>
    public const string MeterName = "Berth";

    internal const string LogCategory = "Berth";

    internal static ActivitySource Activities { get; } = new(ActivitySourceName);

    internal static Meter Meter { get; } = new(MeterName);

    internal static Counter<long> Preparations { get; } =
        Meter.CreateCounter<long>("berth.preparations", "{preparation}", "Preparations of deployments, by outcome and source.");

    internal static Histogram<double> PreparationDuration { get; } =
        Meter.CreateHistogram<double>("berth.preparation.duration", "s", "The time that a preparation took.");

    internal static Counter<long> ApiCalls { get; } =
        Meter.CreateCounter<long>("berth.api.calls", "{call}", "Calls to the ECR API by operation and result; the retries of a call belong to it.");

    internal static Histogram<double> ApiDuration { get; } =
        Meter.CreateHistogram<double>("berth.api.duration", "s", "The time that a call to the ECR API took, retries included.");

    internal static Counter<long> ApiThrottles { get; } =
        Meter.CreateCounter<long>("berth.api.throttles", "{call}", "Calls to the ECR API that were still throttled after their last retry.");

    internal static Counter<long> StateCacheLookups { get; } =
        Meter.CreateCounter<long>("berth.state_cache.lookups", "{lookup}", "Lookups in the repository state cache, by result.");

    internal static Counter<long> Changes { get; } =
        Meter.CreateCounter<long>("berth.changes", "{change}", "Calls that change a repository, by operation and outcome.");

    internal static Counter<long> RecorderFailures { get; } =
        Meter.CreateCounter<long>("berth.recorder.failures", "{record}", "Change records that a recorder did not keep.");
}
