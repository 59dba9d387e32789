using System.Diagnostics;
using Berth.Aws;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Emulator.Faults;
using Berth.Extensions.Diagnostics;
using Berth.Extensions.Options;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Berth.Extensions.Tests.Diagnostics;

[Collection(TelemetryTestGroup.Name)]
public sealed class DiagnosticsTests : IAsyncLifetime
{
    private readonly FakeLogCollector logs = new();
    private BerthEmulator emulator = null!;
    private ActivityHandler handler = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(cancellationToken: Token);
        handler = new ActivityHandler(emulator.CreateHandler());
    }

    public async ValueTask DisposeAsync()
    {
        handler.Dispose();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prepare_WithDefaultOrReplacedPorts_ReportsTheSameMetrics(bool isReplaced)
    {
        await using var provider = Provider(isReplaced ? ReplacePorts : null);
        using var preparations = Collect("berth.preparations");
        using var calls = Collect("berth.api.calls");
        using var lookups = Collect("berth.state_cache.lookups");
        using var changes = Collect("berth.changes");

        await PrepareAsync(provider);
        await PrepareAsync(provider);

        Assert.Equal(["created registry", "unchanged cache"], Tags(preparations, "outcome", "source"));
        Assert.Equal(
            ["CreateRepository ok", "DescribeRepositories ok", "GetLifecyclePolicy repositoryNotFound", "PutLifecyclePolicy ok"],
            Tags(calls, "operation", "result").Order(StringComparer.Ordinal));
        Assert.Equal(["miss", "hit"], Tags(lookups, "result"));
        Assert.Equal(["CreateRepository applied", "PutLifecyclePolicy applied"], Tags(changes, "operation", "outcome"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prepare_WithDefaultOrReplacedPorts_LogsTheCreationAndEveryChange(bool isReplaced)
    {
        await using var provider = Provider(isReplaced ? ReplacePorts : null);

        await PrepareAsync(provider);

        var records = logs.GetSnapshot().Where(static record => record.Category == "Berth").ToArray();
        Assert.Single(records, static record => record.Id.Id == 5);
        Assert.Collection(
            records.Where(static record => record.Id.Id == 1),
            static record => Assert.Contains("CreateRepository was applied", record.Message, StringComparison.Ordinal),
            static record => Assert.Contains("PutLifecyclePolicy was applied", record.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Prepare_WithDefaultOrReplacedPorts_TracesThePreparationItsCallsAndTheirHttpRequests(bool isReplaced)
    {
        await using var provider = Provider(isReplaced ? ReplacePorts : null);
        using var activities = new ActivityRecorder();
        using var test = new Activity("test").Start();

        await PrepareAsync(provider);

        Assert.Same(test, Activity.Current);
        var ours = activities.Ended.Where(activity => activity.TraceId == test.TraceId).ToArray();
        var prepare = Assert.Single(ours, static activity => activity.OperationName == "berth.prepare");
        Assert.Equal("created", prepare.GetTagItem("berth.outcome"));
        Assert.Equal(test.SpanId, prepare.ParentSpanId);
        var calls = ours.Where(static activity => activity.OperationName != "berth.prepare").ToArray();
        Assert.Equal(4, calls.Length);
        Assert.All(calls, activity => Assert.Equal(prepare.SpanId, activity.ParentSpanId));
        Assert.Equal(4, handler.Requests.Count);
        Assert.All(handler.Requests, static request => Assert.Equal($"ecr.{request.Operation}", request.Current?.OperationName));
    }

    [Fact]
    public async Task Prepare_WithSeveralRecorders_PassesChangesToAllAndLogsTheFailedOneWithItsType()
    {
        var recorder = new OwnRecorder();
        await using var provider = Provider(services => services
            .AddSingleton<IChangeRecorder, FailingRecorder>()
            .AddSingleton<IChangeRecorder>(recorder));

        await PrepareAsync(provider);

        Assert.Equal(["CreateRepository", "PutLifecyclePolicy"], recorder.Records.Select(static record => record.Operation));
        var warnings = logs.GetSnapshot().Where(static record => record.Id.Id == 6).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.All(warnings, static record => Assert.Equal(LogLevel.Warning, record.Level));
        Assert.Contains("Berth.Extensions.Tests.Diagnostics.FailingRecorder failed for CreateRepository", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("the database is down", warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_AccessDenied_LogsRepositoryRegionCallAndCodeAndCountsTheFailure()
    {
        await using var provider = Provider();
        using var preparations = Collect("berth.preparations");
        emulator.Faults.Add(new PlannedFault { Kind = FaultKind.AccessDenied, Count = null });

        await Assert.ThrowsAnyAsync<BerthException>(() => PrepareAsync(provider));

        var record = Assert.Single(logs.GetSnapshot(), static record => record.Id.Id == 4);
        Assert.Equal(LogLevel.Error, record.Level);
        Assert.Contains("deployments/web in region us-east-1", record.Message, StringComparison.Ordinal);
        Assert.Contains("ended with accessDenied, code AccessDeniedException", record.Message, StringComparison.Ordinal);
        Assert.Equal(["failed none"], Tags(preparations, "outcome", "source"));
    }

    [Fact]
    public async Task Prepare_WithALogProviderThatThrows_Succeeds()
    {
        await using var provider = Provider(services => services.AddLogging(logging => logging.AddProvider(new ThrowingLoggerProvider())));

        await PrepareAsync(provider);

        Assert.Contains(logs.GetSnapshot(), static record => record.Id.Id == 5);
    }

    [Fact]
    public async Task Prepare_CachedAmong100000Repositories_AllocatesLittleAndCompletesSynchronously()
    {
        const int Preparations = 1000;
        const int MaxBytes = 700;
        await using var provider = Provider();
        await PrepareAsync(provider);
        var target = provider.GetRequiredService<DeploymentTargets>().Default!;
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        for (var i = 0; i < 100_000; i++)
        {
            await cache.StoreAsync(target.KeyOf(Berth.Names.RepositoryName.Parse($"deployments/app-{i}")), new() { Since = DateTimeOffset.UnixEpoch }, Token);
        }

        var preparer = provider.GetRequiredService<IDeploymentPreparer>();
        var request = new DeploymentRequest { Project = "app-50000", Environment = "Production" };
        Assert.True((await preparer.PrepareAsync(request, Token)).IsFromCache);

        // Code that the JIT compiler has not optimized yet allocates more: measure until the optimized code runs.
        var each = long.MaxValue;
        for (var batch = 0; batch < 200 && each > MaxBytes; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Preparations; i++)
            {
                Assert.True(preparer.PrepareAsync(request, Token).IsCompletedSuccessfully);
            }

            each = (GC.GetAllocatedBytesForCurrentThread() - before) / Preparations;
        }

        Assert.InRange(each, 1, MaxBytes);
        Assert.DoesNotContain(logs.GetSnapshot(), static record => record.Category != "Berth");
    }

    private static MetricCollector<long> Collect(string instrument) => new(null, BerthDiagnostics.MeterName, instrument);

    private static string[] Tags(MetricCollector<long> collector, params string[] names) =>
        [.. collector.GetMeasurementSnapshot().Select(one => string.Join(' ', names.Select(name => one.Tags[name])))];

    private static async Task PrepareAsync(ServiceProvider provider) => await provider.GetRequiredService<IDeploymentPreparer>().PrepareAsync(
        new DeploymentRequest { Project = "web", Environment = "test", Version = "1" }, Token);

    private static void ReplacePorts(IServiceCollection services) => services
        .AddSingleton<IEcrRepositoriesFactory, OwnRepositoriesFactory>()
        .AddSingleton<IChangeRecorder, OwnRecorder>()
        .AddSingleton<IRepositoryStateCache>(new MemoryRepositoryStateCache());

    private ServiceProvider Provider(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)));
        services.AddSingleton(new EcrClientOptions
        {
            Credentials = new Amazon.Runtime.BasicAWSCredentials("AKIDEXAMPLE", "secret"),
            HttpMessageHandler = handler,
        });
        configure?.Invoke(services);
        services.AddBerth(options => options.Registry = new RegistryOptions
        {
            Host = emulator.RegistryHost.ToString(),
            Kind = RegistryKind.Ecr,
            Account = "123456789012",
            Region = "us-east-1",
            Endpoint = emulator.Endpoint,
        });
        return services.BuildServiceProvider(validateScopes: true);
    }
}
