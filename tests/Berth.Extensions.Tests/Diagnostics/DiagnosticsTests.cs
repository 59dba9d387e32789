using System.Diagnostics;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Emulator.Faults;
using Berth.Extensions.Diagnostics;
using Berth.Extensions.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Berth.Extensions.Tests.Diagnostics;

public sealed class DiagnosticsTests : IAsyncLifetime
{
    private readonly FakeLogCollector logs = new();
    private BerthEmulator emulator = null!;
    private ServiceProvider provider = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(cancellationToken: Token);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)));
        services.AddSingleton(new Berth.Aws.EcrClientOptions { Credentials = new Amazon.Runtime.BasicAWSCredentials("any", "any") });
        services.AddBerth(options => options.Registry = new RegistryOptions
        {
            Host = emulator.RegistryHost.ToString(),
            Kind = RegistryKind.Ecr,
            Account = "123456789012",
            Region = "us-east-1",
            Endpoint = emulator.Endpoint,
        });
        provider = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Prepare_OfANewProject_CountsCallsLookupsChangesAndTheOutcome()
    {
        using var preparations = Collect("berth.preparations");
        using var calls = Collect("berth.api.calls");
        using var lookups = Collect("berth.knowledge.lookups");
        using var changes = Collect("berth.changes");
        await PrepareAsync();
        await PrepareAsync();
        Assert.Contains(preparations.GetMeasurementSnapshot(), one => one.Tags["outcome"] is "created" && one.Tags["source"] is "registry");
        Assert.Contains(preparations.GetMeasurementSnapshot(), one => one.Tags["source"] is "knowledge");
        Assert.Contains(calls.GetMeasurementSnapshot(), one => one.Tags["operation"] is "CreateRepository" && one.Tags["result"] is "ok");
        Assert.Contains(lookups.GetMeasurementSnapshot(), one => one.Tags["result"] is "hit");
        Assert.Contains(changes.GetMeasurementSnapshot(), one => one.Tags["operation"] is "PutLifecyclePolicy" && one.Tags["outcome"] is "applied");
    }

    [Fact]
    public async Task Prepare_OfANewProject_LogsItsCreationAndEveryChange()
    {
        await PrepareAsync();
        var records = logs.GetSnapshot();
        Assert.Contains(records, record => record.Id.Id == 5);
        Assert.Contains(records, record => record.Id.Id == 1 && record.Message.Contains("PutLifecyclePolicy was applied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prepare_WhereItIsDenied_LogsRepositoryRegionCallAndCodeAndCountsTheFailure()
    {
        using var preparations = Collect("berth.preparations");
        emulator.Faults.Add(new PlannedFault { Kind = FaultKind.AccessDenied, Count = null });
        await Assert.ThrowsAnyAsync<BerthException>(PrepareAsync);
        var record = Assert.Single(logs.GetSnapshot(), record => record.Id.Id == 4);
        Assert.Equal(LogLevel.Error, record.Level);
        Assert.Contains("deployments/web in region us-east-1", record.Message, StringComparison.Ordinal);
        Assert.Contains("ended with accessDenied, code AccessDeniedException", record.Message, StringComparison.Ordinal);
        Assert.Contains(preparations.GetMeasurementSnapshot(), one => one.Tags["outcome"] is "failed");
    }

    [Fact]
    public async Task Prepare_Traced_SpansThePreparationAndItsCalls()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BerthDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var test = new Activity("test").Start();
        await PrepareAsync();
        Activity[] ours;
        lock (spans)
        {
            ours = [.. spans.Where(span => span.TraceId == test.TraceId)];
        }

        var prepare = Assert.Single(ours, span => span.OperationName == "berth.prepare");
        Assert.Equal("created", prepare.GetTagItem("berth.outcome"));
        Assert.Contains(ours, span => span.OperationName == "ecr.CreateRepository" && span.ParentSpanId == prepare.SpanId);
    }

    private static MetricCollector<long> Collect(string instrument) => new(null, BerthDiagnostics.MeterName, instrument);

    private async Task PrepareAsync() => await provider.GetRequiredService<IDeploymentPreparer>().PrepareAsync(
        new DeploymentRequest { Project = "web", Environment = "test", Version = "1" }, Token);
}
