using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Berth.Aws;
using Berth.Deployments;
using Berth.Registries;
using Berth.Repositories;

// worker ENDPOINT PROJECTS COUNT BUDGET-SECONDS: prepares COUNT deployments over PROJECTS projects and prints, for each, what came of it:
// created|present, the outcome of the settings, milliseconds.
var (endpoint, projects, count) = (new Uri(args[0]), int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
var budget = TimeSpan.FromSeconds(double.Parse(args[3], CultureInfo.InvariantCulture));

var registry = new EcrRegistry(RegistryHost.Parse("localhost:5000"), AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = endpoint };
var desired = DesiredSettings.Default with
{
    RepositoryPolicy = RepositoryPolicy.Parse(
        """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}"""),
    ResourceTags = ResourceTags.Parse("managed-by=berth", "tags", [], []),
    ScanOnPush = true,
};
using var factory = new EcrClientFactory(new EcrClientOptions { Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") });
var preparer = new DeploymentPreparer(
    new DeploymentTargets(DeploymentTarget.Of(registry, "deployments", desired, new ReconcilePolicy { Budget = budget })),
    factory);

for (var number = 0; number < count; number++)
{
    var started = Stopwatch.GetTimestamp();
    var prepared = await preparer.PrepareAsync(new DeploymentRequest { Project = $"project-{(Environment.ProcessId + number) % projects}", Environment = "production" });
    var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(prepared.RepositoryCreated ? "created" : "present")} {prepared.Settings.Outcome} {elapsed:0} {string.Join(", ", prepared.Settings.Changes.Select(change => $"{change.Setting} {change.Outcome}"))}"));
}
