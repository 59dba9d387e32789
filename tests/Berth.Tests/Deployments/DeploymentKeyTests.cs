using Berth.Deployments;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories.State;
using Berth.Tests.Repositories;

namespace Berth.Tests.Deployments;

public sealed class DeploymentKeyTests
{
    private const string Role = "arn:aws:iam::123456789012:role/deployer";

    private static readonly DeploymentRequest Request = new() { Project = "app", Environment = "prod.eu", Version = "1", ShortCode = "x" };
    private static readonly EcrRegistry Registry = Of("localhost:5000", "123456789012", "eu-west-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void KeyOf_EachMemberOfTheRegistry_MakesAnotherKey()
    {
        EcrRegistry[] registries =
        [
            Registry,
            Of("localhost:5001", "123456789012", "eu-west-1"),
            Of("localhost:5000", "210987654321", "eu-west-1"),
            Of("localhost:5000", "123456789012", "eu-west-2"),
            Registry with { Endpoint = new Uri("http://localhost:1") },
            Registry with { Profile = "p" },
            Registry with { Role = AssumedRole.Create(Role, null, "r", []) },
            Registry with { Role = AssumedRole.Create(Role + "2", null, "r", []) },
            Registry with { Role = AssumedRole.Create(Role, "external", "r", []) },
        ];

        Assert.Equal(registries.Length, registries.Select(Key).Distinct().Count());
        Assert.Equal(Key(Registry), Key(Registry with { }));
    }

    [Fact]
    public void EcrRegistry_Members_AreThoseThatTheKeyCovers() => Assert.Equal(
        ["Account", "Endpoint", "Host", "Profile", "Region", "Role", "UseDualStack", "UseFips"],
        typeof(EcrRegistry).GetProperties().Select(static property => property.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Invalidate_DuringARunningEnsure_WinsOverItsResult()
    {
        var ecr = new FakeEcr();
        var started = new TaskCompletionSource();
        var released = new TaskCompletionSource();
        ecr.Before = async (operation, _) =>
        {
            if (operation == "CreateRepository")
            {
                started.TrySetResult();
                await released.Task;
            }
        };
        var preparer = new DeploymentPreparer(
            new DeploymentTargets(DeploymentTarget.Of(ecr.Registry, "deployments")), ecr, new MemoryRepositoryStateCache());
        var running = preparer.PrepareAsync(Request, Token).AsTask();
        await started.Task.WaitAsync(Token);

        await preparer.InvalidateAsync(ImageReference.Of(ecr.Registry.Host, RepositoryName.Parse("deployments/app"), Tag.Parse("x")), Token);
        released.SetResult();
        var prepared = await running;

        Assert.Equal(("app", "prod.eu"), (prepared.Project, prepared.Environment));
        Assert.False((await preparer.PrepareAsync(Request, Token)).IsFromCache);
        Assert.True((await preparer.PrepareAsync(Request, Token)).IsFromCache);
    }

    [Fact]
    public void Validate_Request_ReportsEachFaultByItsMember()
    {
        Assert.Empty((Request with { Version = null, ShortCode = null }).Validate());
        Assert.Equal(
            ["project", "environment", "version", "shortCode"],
            new DeploymentRequest { Project = "A B", Environment = "", Version = "/", ShortCode = "" }.Validate().Select(static fault => fault.Where));
    }

    private static RepositoryKey Key(EcrRegistry registry) => DeploymentTarget.Of(registry, "deployments").KeyOf(RepositoryName.Parse("deployments/app"));

    private static EcrRegistry Of(string host, string account, string region) =>
        new(RegistryHost.Parse(host), AccountId.Parse(account), Region.Parse(region));
}
