using System.Diagnostics;
using Berth.Deployments;
using Berth.Deployments.Telemetry;
using Berth.Registries;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Diagnostics;

/// <summary>Turns the events of the core into logs, metrics and traces; <c>docs/metrics.md</c> lists them.</summary>
internal sealed class TelemetryListener(ILoggerFactory loggers) : BerthListener
{
    private readonly ILogger logger = loggers.CreateLogger(BerthDiagnostics.LogCategory);

    public override bool IsTracing => BerthDiagnostics.Activities.HasListeners();

    protected override Activity? OnPreparationStarted(DeploymentRequest request)
    {
        var activity = BerthDiagnostics.Activities.StartActivity("berth.prepare");
        activity?.SetTag("berth.project", request.Project);
        activity?.SetTag("berth.environment", request.Environment);
        activity?.SetTag("berth.registry.name", request.Registry);
        return activity;
    }

    protected override void OnPreparationEnded(Activity? activity, PreparedDeployment prepared, TimeSpan duration)
    {
        var outcome = Words.Of(prepared.Settings.Outcome);
        var source = Source(prepared);
        CountPreparation(outcome, source, duration);
        if (activity is not null)
        {
            activity.SetTag("berth.image", prepared.Image.ToString());
            activity.SetTag("berth.outcome", outcome);
            activity.SetTag("berth.source", source);
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
            LogSettings(prepared);
        }
    }

    protected override void OnPreparationFailed(Activity? activity, Exception failure, TimeSpan duration)
    {
        var outcome = failure switch
        {
            InvalidInputException => "invalid",
            OperationCanceledException => "cancelled",
            _ => "failed",
        };
        CountPreparation(outcome, "none", duration);
        activity?.SetTag("berth.outcome", outcome);
        activity?.SetStatus(ActivityStatusCode.Error);
        if (failure is RepositoryUnavailableException { Error: var error, Repository: var repository })
        {
            Log.Failed(
                logger, repository.ToString(), error.Registry.Region.ToString(), error.Operation, Words.Of(error.Kind), error.Code, error.RequestId);
        }
    }

    protected override Activity? OnApiCallStarted(ApiCall call)
    {
        if (!BerthDiagnostics.Activities.HasListeners())
        {
            return null;
        }

        var activity = BerthDiagnostics.Activities.StartActivity($"ecr.{call.Operation}", ActivityKind.Client);
        activity?.SetTag("rpc.system", "aws-api");
        activity?.SetTag("rpc.method", call.Operation);
        activity?.SetTag("cloud.region", call.Registry.Region.ToString());
        activity?.SetTag("berth.repository", call.Repository.ToString());
        return activity;
    }

    protected override void OnApiCallEnded(Activity? activity, ApiCall call, Exception? failure, TimeSpan duration)
    {
        var result = failure switch
        {
            null => "ok",
            EcrException exception => Words.Of(exception.Kind),
            OperationCanceledException => "cancelled",
            _ => "error",
        };
        var operation = Tag("operation", call.Operation);
        BerthDiagnostics.ApiCalls.Add(1, operation, Tag("result", result));
        BerthDiagnostics.ApiDuration.Record(duration.TotalSeconds, operation, Tag("result", result));
        if (failure is EcrException { Kind: EcrErrorKind.Throttled })
        {
            BerthDiagnostics.ApiThrottles.Add(1, operation);
        }

        if (failure is not null and not OperationCanceledException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, (failure as EcrException)?.Code ?? failure.GetType().Name);
        }
    }

    protected override void OnChangeRecorded(ChangeRecord record)
    {
        BerthDiagnostics.Changes.Add(1, Tag("operation", record.Operation), Tag("outcome", Words.Of(record.Outcome)));
        Log.Change(
            logger,
            record.Repository.ToString(),
            record.Registry.ToString(),
            record.Operation,
            Words.Of(record.Outcome),
            Words.Of(record.Cause.Kind),
            record.Cause.Reference,
            record.Principal,
            record.RequestId,
            record.Before,
            record.After);
    }

    protected override void OnRecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure)
    {
        BerthDiagnostics.RecorderFailures.Add(1);
        Log.RecorderFailed(logger, failure, recorder.GetType().ToString(), record.Operation, record.Repository.ToString(), failure.Message);
    }

    protected override void OnCacheLookedUp(CacheLookupResult result) =>
        BerthDiagnostics.StateCacheLookups.Add(1, Tag("result", Words.Of(result)));

    protected override void OnCacheFailed(Type cache, string operation, Exception failure) =>
        Log.CacheFailed(logger, failure, cache.ToString(), operation, failure.Message);

    private static void CountPreparation(string outcome, string source, TimeSpan duration)
    {
        BerthDiagnostics.Preparations.Add(1, Tag("outcome", outcome), Tag("source", source));
        BerthDiagnostics.PreparationDuration.Record(duration.TotalSeconds, Tag("outcome", outcome), Tag("source", source));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string Source(PreparedDeployment prepared) => prepared switch
    {
        { IsEcr: false } => "none",
        { IsStale: true } => "stale",
        { IsFromCache: true } => "cache",
        _ => "registry",
    };

    private void LogSettings(PreparedDeployment prepared)
    {
        foreach (var change in prepared.Settings.Changes)
        {
            if (change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unfinished or ChangeOutcome.Conflict)
            {
                Log.SettingNotApplied(
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
}
