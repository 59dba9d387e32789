using Berth.Deployments;
using Berth.Extensions.Diagnostics;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Docs.Tests.Snippets;

/// <summary>The C# of the pages on the library and on metrics; that it compiles is the test.</summary>
internal static class LibrarySnippets
{
    public static DeploymentPreparer ByHand(IEcrRepositoriesFactory ecrClients)
    {
        var target = DeploymentTarget.Of(
            new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com")),
            "deployments",
            DesiredSettings.Default,
            ReconcilePolicy.Default);
        var preparer = new DeploymentPreparer(new DeploymentTargets(target), ecrClients);
        return preparer;
    }

    public static void Telemetry(WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(BerthDiagnostics.MeterName))
            .WithTracing(tracing => tracing.AddSource(BerthDiagnostics.ActivitySourceName));
}
