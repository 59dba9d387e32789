namespace Berth.Deployments.Telemetry;

/// <summary>Reports each preparation to the listener. Without an activity, a preparation from the cache runs without an async state machine.</summary>
/// <param name="listener">Receives the events.</param>
/// <param name="time">Measures durations.</param>
/// <param name="prepare">Prepares.</param>
internal sealed class ReportingPreparation(
    BerthListener listener, TimeProvider time, Func<DeploymentRequest, CancellationToken, ValueTask<PreparedDeployment>> prepare)
{
    public ValueTask<PreparedDeployment> PrepareAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        if (listener.IsTracing)
        {
            return PrepareInActivityAsync(request, start, cancellationToken);
        }

        ValueTask<PreparedDeployment> preparing;
        try
        {
            preparing = prepare(request, cancellationToken);
        }
        catch (Exception exception)
        {
            listener.PreparationFailed(null, exception, time.GetElapsedTime(start));
            throw;
        }

        if (!preparing.IsCompletedSuccessfully)
        {
            return AwaitAsync(preparing, start);
        }

        var prepared = preparing.Result;
        listener.PreparationEnded(null, prepared, time.GetElapsedTime(start));
        return new(prepared);
    }

    // An async method has an execution context of its own: the activity is current here and not in the caller.
    private async ValueTask<PreparedDeployment> PrepareInActivityAsync(DeploymentRequest request, long start, CancellationToken cancellationToken)
    {
        using var activity = listener.PreparationStarted(request);
        try
        {
            var prepared = await prepare(request, cancellationToken).ConfigureAwait(false);
            listener.PreparationEnded(activity, prepared, time.GetElapsedTime(start));
            return prepared;
        }
        catch (Exception exception)
        {
            listener.PreparationFailed(activity, exception, time.GetElapsedTime(start));
            throw;
        }
    }

    private async ValueTask<PreparedDeployment> AwaitAsync(ValueTask<PreparedDeployment> preparing, long start)
    {
        try
        {
            var prepared = await preparing.ConfigureAwait(false);
            listener.PreparationEnded(null, prepared, time.GetElapsedTime(start));
            return prepared;
        }
        catch (Exception exception)
        {
            listener.PreparationFailed(null, exception, time.GetElapsedTime(start));
            throw;
        }
    }
}
