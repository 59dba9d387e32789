using System.Diagnostics;
using Berth.Repositories.Changes;

namespace Berth.Deployments.Telemetry;

/// <summary>
/// Receives the events of preparations, whichever ports the host has registered. Override the members whose names begin with <c>On</c>.
/// An exception of an override is discarded: telemetry must not fail a deployment. Overrides must be thread safe and must not block.
/// </summary>
internal abstract class BerthListener : IChangeListener
{
    /// <summary>
    /// Gets a value indicating whether <see cref="PreparationStarted"/> may start an activity. If not, a preparation from the cache runs
    /// without an async state machine.
    /// </summary>
    public virtual bool IsTracing => false;

    /// <summary>A preparation started.</summary>
    /// <returns>The activity of the preparation, or <see langword="null"/>. It is current until the preparation ends.</returns>
    public Activity? PreparationStarted(DeploymentRequest request)
    {
        try
        {
            return OnPreparationStarted(request);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>A preparation ended with a result.</summary>
    public void PreparationEnded(Activity? activity, PreparedDeployment prepared, TimeSpan duration)
    {
        try
        {
            OnPreparationEnded(activity, prepared, duration);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>A preparation ended with an exception.</summary>
    public void PreparationFailed(Activity? activity, Exception failure, TimeSpan duration)
    {
        try
        {
            OnPreparationFailed(activity, failure, duration);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>A call to the API of a registry is about to start.</summary>
    /// <returns>The activity of the call, or <see langword="null"/>. It is current until the call ends.</returns>
    public Activity? ApiCallStarted(ApiCall call)
    {
        try
        {
            return OnApiCallStarted(call);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>A call to the API of a registry ended; <paramref name="failure"/> is <see langword="null"/> if it succeeded.</summary>
    public void ApiCallEnded(Activity? activity, ApiCall call, Exception? failure, TimeSpan duration)
    {
        try
        {
            OnApiCallEnded(activity, call, failure, duration);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>A call that changes a repository ended. The event does not depend on any <see cref="IChangeRecorder"/>.</summary>
    public void ChangeRecorded(ChangeRecord record)
    {
        try
        {
            OnChangeRecorded(record);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>A recorder threw, or did not finish within its time limit (<see cref="TimeoutException"/>).</summary>
    public void RecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure)
    {
        try
        {
            OnRecorderFailed(recorder, record, failure);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>The repository state cache returned the result of a lookup; a cache that failed counts as a miss.</summary>
    public void CacheLookedUp(CacheLookupResult result)
    {
        try
        {
            OnCacheLookedUp(result);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    /// <summary>The repository state cache threw.</summary>
    /// <param name="cache">The type of the cache.</param>
    /// <param name="operation">The member that threw, such as <c>FindAsync</c>.</param>
    /// <param name="failure">The exception.</param>
    public void CacheFailed(Type cache, string operation, Exception failure)
    {
        try
        {
            OnCacheFailed(cache, operation, failure);
        }
        catch (Exception)
        {
            // See the summary of the class.
        }
    }

    protected virtual Activity? OnPreparationStarted(DeploymentRequest request) => null;

    protected virtual void OnPreparationEnded(Activity? activity, PreparedDeployment prepared, TimeSpan duration)
    {
    }

    protected virtual void OnPreparationFailed(Activity? activity, Exception failure, TimeSpan duration)
    {
    }

    protected virtual Activity? OnApiCallStarted(ApiCall call) => null;

    protected virtual void OnApiCallEnded(Activity? activity, ApiCall call, Exception? failure, TimeSpan duration)
    {
    }

    protected virtual void OnChangeRecorded(ChangeRecord record)
    {
    }

    protected virtual void OnRecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure)
    {
    }

    protected virtual void OnCacheLookedUp(CacheLookupResult result)
    {
    }

    protected virtual void OnCacheFailed(Type cache, string operation, Exception failure)
    {
    }
}
