using System.Collections.Concurrent;
using System.Diagnostics;
using Berth.Deployments;
using Berth.Deployments.Telemetry;
using Berth.Repositories.Changes;

namespace Berth.Tests.Telemetry;

/// <summary>Keeps the events as lines of text.</summary>
internal sealed class RecordingListener : BerthListener
{
    public ConcurrentQueue<string> Events { get; } = new();

    protected override Activity? OnPreparationStarted(DeploymentRequest request) => Add("preparation started");

    protected override void OnPreparationEnded(Activity? activity, PreparedDeployment prepared, TimeSpan duration) =>
        Add($"preparation ended: {prepared.Settings.Outcome} after {duration.TotalSeconds} s");

    protected override void OnPreparationFailed(Activity? activity, Exception failure, TimeSpan duration) =>
        Add($"preparation failed: {failure.GetType().Name}");

    protected override Activity? OnApiCallStarted(ApiCall call) => Add($"{call.Operation} started for {call.Repository}");

    protected override void OnApiCallEnded(Activity? activity, ApiCall call, Exception? failure, TimeSpan duration) =>
        Add($"{call.Operation} ended: {failure?.GetType().Name ?? "ok"}");

    protected override void OnChangeRecorded(ChangeRecord record) => Add($"change: {record.Operation} {record.Outcome}");

    protected override void OnRecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure) =>
        Add($"recorder failed: {recorder.GetType().Name} {record.Operation} {failure.GetType().Name}");

    protected override void OnCacheLookedUp(CacheLookupResult result) => Add($"lookup: {result}");

    protected override void OnCacheFailed(Type cache, string operation, Exception failure) => Add($"cache failed: {cache.Name} {operation}");

    private Activity? Add(string line)
    {
        Events.Enqueue(line);
        return null;
    }
}
