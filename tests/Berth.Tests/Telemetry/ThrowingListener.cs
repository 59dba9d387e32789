using System.Diagnostics;
using Berth.Deployments;
using Berth.Deployments.Telemetry;
using Berth.Repositories.Changes;

namespace Berth.Tests.Telemetry;

/// <summary>Throws in every event, as a log provider of the host might.</summary>
internal sealed class ThrowingListener(bool isTracing) : BerthListener
{
    private int events;

    public override bool IsTracing => isTracing;

    public int Events => events;

    protected override Activity? OnPreparationStarted(DeploymentRequest request) => throw Failure();

    protected override void OnPreparationEnded(Activity? activity, PreparedDeployment prepared, TimeSpan duration) => throw Failure();

    protected override void OnPreparationFailed(Activity? activity, Exception failure, TimeSpan duration) => throw Failure();

    protected override Activity? OnApiCallStarted(ApiCall call) => throw Failure();

    protected override void OnApiCallEnded(Activity? activity, ApiCall call, Exception? failure, TimeSpan duration) => throw Failure();

    protected override void OnChangeRecorded(ChangeRecord record) => throw Failure();

    protected override void OnRecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure) => throw Failure();

    protected override void OnCacheLookedUp(CacheLookupResult result) => throw Failure();

    protected override void OnCacheFailed(Type cache, string operation, Exception failure) => throw Failure();

    private InvalidOperationException Failure()
    {
        Interlocked.Increment(ref events);
        return new InvalidOperationException("the listener failed");
    }
}
