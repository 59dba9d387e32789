using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Berth.Aws;
using Berth.Deployments;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Tagging;

// worker ENDPOINT NAME PROJECTS COUNT FIRST BUDGET: prepares COUNT deployments over the projects NAME-0 … NAME-(PROJECTS-1), beginning
// with number FIRST, and prints a line for each: created or present, the outcome of the settings, milliseconds, the changes.
var endpoint = new Uri(args[0]);
var (projects, count, first) = (Number(args[2]), Number(args[3]), Number(args[4]));

// Many of these start at once on few cores and compile themselves first: no time for giving up.
var policy = new ReconcilePolicy
{
    Budget = TimeSpan.FromSeconds(double.Parse(args[5], CultureInfo.InvariantCulture)),
    ExistenceTimeout = TimeSpan.FromMinutes(5),
};
var desired = DesiredSettings.Default with
{
    RepositoryPolicy = RepositoryPolicy.Parse(
        """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}"""),
    ResourceTags = ResourceTags.Parse("managed-by=berth", "tags", [], []),
    ScanOnPush = true,
};
var registry = new EcrRegistry(RegistryHost.Parse("localhost:5000"), AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = endpoint };
using var factory = new EcrClientFactory(new EcrClientOptions
{
    Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
    RequestTimeout = TimeSpan.FromMinutes(2),
    ConnectTimeout = TimeSpan.FromMinutes(1),
});
var preparer = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments", desired, policy)), factory);

for (var number = first; number < first + count; number++)
{
    var started = Stopwatch.GetTimestamp();
    var prepared = await preparer.PrepareAsync(new DeploymentRequest { Project = $"{args[1]}-{number % projects}", Environment = "production" });
    var changes = string.Join(", ", prepared.Settings.Changes.Select(change => $"{change.Setting} {change.Outcome}"));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{(prepared.RepositoryCreated ? "created" : "present")} {prepared.Settings.Outcome} {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} {changes}"));
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
