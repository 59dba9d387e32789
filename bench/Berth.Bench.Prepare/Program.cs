using Amazon.Runtime;
using Berth.Aws;
using Berth.Bench.Prepare;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Extensions;
using Berth.Extensions.Options;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.State;
using Microsoft.Extensions.DependencyInjection;

// Rows "prepare, known" and "prepare, cold" of the budgets. The peer of all rows is a program without a cache and without connection
// reuse: it makes two calls in sequence, each on a new connection.
const int Projects = 200;
var seconds = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 3);

await using var emulator = await BerthEmulator.StartAsync();
var registry = new EcrRegistry(emulator.RegistryHost, EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion) { Endpoint = emulator.Endpoint };
var requests = Enumerable.Range(0, Projects).Select(number => new DeploymentRequest { Project = $"app-{number}", Environment = "Production" }).ToArray();

using var fresh = new Connections(reuse: false);
using var peerFactory = Factory(fresh);
var peerPort = ((IEcrRepositoriesFactory)peerFactory).For(registry);
using var kept = new Connections(reuse: true);
using var factory = Factory(kept);
var cold = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments")), factory);
var known = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments")), factory, new MemoryRepositoryStateCache());
await using var services = new ServiceCollection()
    .AddSingleton(new EcrClientOptions { HttpMessageHandler = kept, Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") })
    .AddBerth(options => options.Registry = new RegistryOptions
    {
        Host = registry.Host.ToString(),
        Kind = RegistryKind.Ecr,
        Account = registry.Account.ToString(),
        Region = registry.Region.ToString(),
        Endpoint = emulator.Endpoint,
    })
    .Services.BuildServiceProvider();
var hosted = services.GetRequiredService<IDeploymentPreparer>();
foreach (var request in requests)
{
    await known.PrepareAsync(request);
    await hosted.PrepareAsync(request);
}

Row[] rows =
[
    await Row.MeasureAsync("two calls in sequence, new connections, 1 caller", 1, seconds, AskInSequenceAsync, fresh),
    await Row.MeasureAsync("two calls in sequence, new connections, 32", 32, seconds, AskInSequenceAsync, fresh),
    await Row.MeasureAsync("prepare, cold, 1 caller", 1, seconds, number => cold.PrepareAsync(Request(number)).AsTask(), kept),
    await Row.MeasureAsync("prepare, cold, 32 callers", 32, seconds, number => cold.PrepareAsync(Request(number)).AsTask(), kept),
    await Row.MeasureAsync("prepare, known, 1 caller", 1, seconds, number => Prepare(known, number), kept),
    await Row.MeasureAsync("prepare, known, 2 callers", 2, seconds, number => Prepare(known, number), kept),
    await Row.MeasureAsync("prepare, known, AddBerth, 2 callers", 2, seconds, number => Prepare(hosted, number), kept),
];
foreach (var row in rows)
{
    Console.WriteLine(row.Write(rows[0]));
}

DeploymentRequest Request(int number) => requests[number % Projects];

Task Prepare(IDeploymentPreparer preparer, int number)
{
    // What is known completes at once, and a task made of it would be the bench's allocation.
    var preparing = preparer.PrepareAsync(Request(number));
    return preparing.IsCompletedSuccessfully ? Task.CompletedTask : preparing.AsTask();
}

async Task AskInSequenceAsync(int number)
{
    var name = RepositoryName.Parse($"deployments/app-{number % Projects}");
    await peerPort.DescribeRepositoryAsync(name, CancellationToken.None);
    await peerPort.GetLifecyclePolicyAsync(name, CancellationToken.None);
}

static EcrClientFactory Factory(HttpMessageHandler handler) =>
    new(new EcrClientOptions { HttpMessageHandler = handler, Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") });
