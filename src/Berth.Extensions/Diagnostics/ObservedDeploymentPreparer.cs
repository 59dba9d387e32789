using System.Diagnostics;
using Berth.Deployments;
using Berth.Names;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Diagnostics;

/// <summary>Reports every preparation as metric, trace and log. A known repository passes without a state machine.</summary>
internal sealed class ObservedDeploymentPreparer(
    DeploymentPreparer inner, TimeProvider time, ILogger<ObservedDeploymentPreparer> logger) : IDeploymentPreparer
{
    private const string Failed = "failed";
    private const string Invalid = "invalid";
    private const string Cancelled = "cancelled";

    public ValueTask<PreparedDeployment> PrepareAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        if (BerthDiagnostics.Activities.HasListeners())
        {
            return TraceAsync(request, start, cancellationToken);
        }

        ValueTask<PreparedDeployment> preparing;
        try
        {
            preparing = inner.PrepareAsync(request, cancellationToken);
        }
        catch (Exception exception)
        {
            ReportFailure(exception, start, null);
            throw;
        }

        if (!preparing.IsCompletedSuccessfully)
        {
            return AwaitAsync(preparing, start, null);
        }

        var prepared = preparing.Result;
        Report(prepared, start, null);
        return new(prepared);
    }

    public ValueTask InvalidateAsync(ImageReference image, CancellationToken cancellationToken = default) =>
        inner.InvalidateAsync(image, cancellationToken);

    private async ValueTask<PreparedDeployment> TraceAsync(DeploymentRequest request, long start, CancellationToken cancellationToken)
    {
        using var activity = BerthDiagnostics.Activities.StartActivity("berth.prepare");
        activity?.SetTag("berth.project", request.Project);
        activity?.SetTag("berth.environment", request.Environment);
        activity?.SetTag("berth.registry.name", request.Registry);
        ValueTask<PreparedDeployment> preparing;
        try
        {
            preparing = inner.PrepareAsync(request, cancellationToken);
        }
        catch (Exception exception)
        {
            ReportFailure(exception, start, activity);
            throw;
        }

        return await AwaitAsync(preparing, start, activity).ConfigureAwait(false);
    }

    private async ValueTask<PreparedDeployment> AwaitAsync(ValueTask<PreparedDeployment> preparing, long start, Activity? activity)
    {
        try
        {
            var prepared = await preparing.ConfigureAwait(false);
            Report(prepared, start, activity);
            return prepared;
        }
        catch (Exception exception)
        {
            ReportFailure(exception, start, activity);
            throw;
        }
    }

    private void Report(PreparedDeployment prepared, long start, Activity? activity)
    {
        var outcome = Words.Of(prepared.Settings.Outcome);
        Count(outcome, Source(prepared), start);
        if (activity is not null)
        {
            activity.SetTag("berth.image", prepared.Image.ToString());
            activity.SetTag("berth.outcome", outcome);
            activity.SetTag("berth.source", Source(prepared));
            activity.SetTag("berth.repository.created", prepared.RepositoryCreated);
        }

        if (prepared.RepositoryCreated)
        {
            Log.Created(logger, prepared.Repository.ToString(), prepared.Registry.ToString(), prepared.Image.ToString());
        }

        if (prepared.Outage is { } outage)
        {
            Log.Outage(logger, prepared.Repository.ToString(), outage.Registry.Region.ToString(), outage.Operation, outage.Code);
        }
        else if (!prepared.IsFromCache)
        {
            LogLeft(prepared);
        }
    }

    private void LogLeft(PreparedDeployment prepared)
    {
        foreach (var change in prepared.Settings.Changes)
        {
            if (change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unfinished or ChangeOutcome.Conflict)
            {
                Log.SettingLeft(
                    logger,
                    prepared.Repository.ToString(),
                    change.Error?.Registry.Region.ToString(),
                    change.Setting.ToString(),
                    Words.Of(change.Outcome),
                    change.Error?.Operation,
                    change.Error?.Code,
                    change.Detail);
            }
        }
    }

    private void ReportFailure(Exception exception, long start, Activity? activity)
    {
        var outcome = exception switch
        {
            InvalidInputException => Invalid,
            OperationCanceledException => Cancelled,
            _ => Failed,
        };
        Count(outcome, "none", start);
        activity?.SetTag("berth.outcome", outcome);
        activity?.SetStatus(ActivityStatusCode.Error);
        if (exception is RepositoryUnavailableException { Error: var error, Repository: var repository })
        {
            Log.Failed(
                logger, repository.ToString(), error.Registry.Region.ToString(), error.Operation, Words.Of(error.Kind), error.Code, error.RequestId);
        }
    }

    private void Count(string outcome, string source, long start)
    {
        var outcomeTag = new KeyValuePair<string, object?>("outcome", outcome);
        var sourceTag = new KeyValuePair<string, object?>("source", source);
        BerthDiagnostics.Preparations.Add(1, outcomeTag, sourceTag);
        if (BerthDiagnostics.PreparationDuration.Enabled)
        {
            BerthDiagnostics.PreparationDuration.Record(time.GetElapsedTime(start).TotalSeconds, outcomeTag, sourceTag);
        }
    }

    private static string Source(PreparedDeployment prepared) => prepared switch
    {
        { IsEcr: false } => "none",
        { IsStale: true } => "stale",
        { IsFromCache: true } => "knowledge",
        _ => "registry",
    };
}
