using System.Text;
using Berth.Deployments;
using Berth.Extensions.Options;
using Berth.Repositories;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Berth.Extensions.Tests;

public sealed class BerthServiceCollectionTests
{
    private const string Host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    [Fact]
    public async Task AddBerth_WithAHostThatIsNotEcr_PreparesWithoutACall()
    {
        var services = new ServiceCollection();
        services.AddBerth(options => options.Registry.Host = "ghcr.io");
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var prepared = await provider.GetRequiredService<IDeploymentPreparer>().PrepareAsync(
            new DeploymentRequest { Project = "web", Environment = "Production", Version = "1", ShortCode = "x" },
            TestContext.Current.CancellationToken);
        Assert.Equal("ghcr.io/deployments/web:1.production.x", prepared.Image.ToString());
        Assert.False(prepared.IsEcr);
    }

    [Fact]
    public void AddBerth_Twice_RegistersEverythingOnce()
    {
        var services = new ServiceCollection();
        services.AddBerth();
        var once = services.Count(descriptor => descriptor.ServiceType.Namespace!.StartsWith("Berth", StringComparison.Ordinal));
        services.AddBerth();
        Assert.Equal(once, services.Count(descriptor => descriptor.ServiceType.Namespace!.StartsWith("Berth", StringComparison.Ordinal)));
        Assert.Single(services, descriptor => descriptor.ServiceType == typeof(IValidateOptions<BerthOptions>));
    }

    [Fact]
    public void AddBerth_AfterAPartWasRegistered_KeepsIt()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IRepositoryStateCache>(new MemoryRepositoryStateCache());
        services.AddBerth(options => options.Registry.Host = Host);
        using var provider = services.BuildServiceProvider();
        Assert.IsType<MemoryRepositoryStateCache>(provider.GetRequiredService<IRepositoryStateCache>());
    }

    [Fact]
    public async Task Host_WithWrongOptions_FailsToStartWithAllFaultsAtOnce()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddBerth(options =>
        {
            options.Registry.Host = "https://ghcr.io";
            options.Registry.Namespace = "Apps";
            options.Registries["eu"] = new RegistryOptions { Host = Host, AssumeRole = { RoleArn = "deployer" } };
            options.StateCache.TimeToLive = TimeSpan.Zero;
        });
        using var host = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Collection(
            refused.Failures,
            failure => Assert.StartsWith("Berth:Registry:Namespace: ", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Berth:Registry:Host: ", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Berth:Registries:eu:AssumeRole:RoleArn: ", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("Berth:StateCache:TimeToLive: ", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_WithAFaultInEachMember_NameOptionKeysThatCanBeBound()
    {
        var options = new BerthOptions();
        options.StateCache.Capacity = 0;
        options.Registry = new RegistryOptions
        {
            Host = Host,
            Namespace = "Apps",
            Account = "1",
            Region = "x y",
            Endpoint = new Uri("ftp://localhost"),
            AssumeRole = { RoleArn = "deployer", ExternalId = "x" },
            Tags = { ["aws:team"] = "web" },
            Settings =
            {
                TagMutability = { Filters = ["cache", "***"] },
                LifecyclePolicy = "{}",
                RepositoryPolicy = "{}",
                Encryption = { KmsKey = "alias/berth" },
                Budget = TimeSpan.FromSeconds(-1),
                ExistenceTimeout = TimeSpan.Zero,
            },
        };
        options.Registries["oci"] = new RegistryOptions { Host = "ghcr.io", AssumeRole = { ExternalId = "external" } };
        options.Registries["none"] = new RegistryOptions { Host = "ecr.example.com", Kind = RegistryKind.Ecr };

        var faults = new BerthOptionsValidator().Validate(null, options).Failures!.ToArray();

        var keys = faults.Select(static fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)].Split('/')[0]).Distinct().ToArray();
        Assert.Equal(
            [
                "Berth:Registry:Namespace",
                "Berth:Registry:AssumeRole:RoleArn",
                "Berth:Registry:AssumeRole:ExternalId",
                "Berth:Registry:Endpoint",
                "Berth:Registry:Account",
                "Berth:Registry:Region",
                "Berth:Registry:Settings:TagMutability:Filters:1",
                "Berth:Registry:Settings:LifecyclePolicy",
                "Berth:Registry:Settings:RepositoryPolicy",
                "Berth:Registry:Tags",
                "Berth:Registry:Settings:Encryption:KmsKey",
                "Berth:Registry:Settings:Budget",
                "Berth:Registry:Settings:ExistenceTimeout",
                "Berth:Registries:oci:AssumeRole:ExternalId",
                "Berth:Registries:none:Account",
                "Berth:Registries:none:Region",
                "Berth:StateCache:Capacity",
            ],
            keys);
        Assert.All(faults, static fault => Assert.DoesNotMatch("assumeRole|settings\\.|budgetSeconds", fault));
    }

    [Fact]
    public void Host_WithoutAnyRegistry_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddBerth();
        using var provider = services.BuildServiceProvider();
        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<BerthOptions>>().Value);
        Assert.Contains("no registry is configured", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Section_Bound_SetsDefaultAndNamedRegistries()
    {
        var configuration = Json("""
            { "Berth": {
              "Registry": { "Host": "ghcr.io", "Namespace": "acme", "Tags": { "team": "web" } },
              "Registries": { "eu": { "Host": "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                "Settings": { "TagMutability": { "Mode": "Immutable" }, "ScanOnPush": true, "Reconcile": "All", "Budget": "00:00:02" } } },
              "StateCache": { "TimeToLive": "00:05:00" } } }
            """);
        var services = new ServiceCollection();
        services.AddBerth(configuration.GetSection(BerthOptions.SectionName));
        using var provider = services.BuildServiceProvider();
        var targets = provider.GetRequiredService<DeploymentTargets>();
        Assert.Equal("acme", targets.Default!.Namespace);
        var eu = targets.Find("eu")!;
        Assert.Equal(TagMutability.Immutable, eu.Desired.TagMutability);
        Assert.True(eu.Desired.ScanOnPush);
        Assert.Equal(ReconcileScope.All, eu.Policy.Scope);
        Assert.Equal(TimeSpan.FromSeconds(2), eu.Policy.Budget);
        Assert.Equal(TimeSpan.FromMinutes(5), provider.GetRequiredService<IOptions<BerthOptions>>().Value.StateCache.TimeToLive);
    }

    [Fact]
    public void Section_WithAnUnknownKey_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddBerth(Json("""{ "Berth": { "Registry": { "Hots": "ghcr.io" } } }""").GetSection(BerthOptions.SectionName));
        using var provider = services.BuildServiceProvider();
        var refused = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IOptions<BerthOptions>>().Value);
        Assert.Contains("Hots", refused.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Json(string text) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
}
