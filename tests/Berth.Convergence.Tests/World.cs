using Amazon.Runtime;
using Berth.Aws;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Convergence.Tests;

/// <summary>An emulator, the settings that the platform desires, and an operator whose calls no fault reaches.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Namespace = "deployments";

    public static readonly DesiredSettings Desired = DesiredSettings.Default with
    {
        RepositoryPolicy = RepositoryPolicy.Parse(
            """{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}"""),
        ResourceTags = ResourceTags.Parse("managed-by=berth", "tags", [], []),
        ScanOnPush = true,
    };

    /// <summary>The existence of a repository must be known within the same time that its settings have.</summary>
    public static readonly ReconcilePolicy Policy = new() { ExistenceTimeout = ReconcilePolicy.DefaultBudget };

    private const string OperatorsPolicy =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Operator","Effect":"Deny","Principal":"*","Action":"ecr:DeleteRepository"}]}""";

    private static readonly LifecyclePolicy OperatorsLifecycle = LifecyclePolicy.Create(
        LifecycleRule.Create(1, TagSelection.ByPrefixes("release"), LifecycleCount.ImagesMoreThan(50), LifecycleAction.Expire),
        LifecycleRule.Create(2, TagSelection.Any, LifecycleCount.DaysSincePushed(365), LifecycleAction.Expire));

    private static readonly ResourceTag OperatorsTag = new("owner", "operator");

    private readonly BerthEmulator emulator;
    private readonly EcrClientFactory operators;
    private int projects;

    private World(BerthEmulator emulator)
    {
        this.emulator = emulator;
        Handler = emulator.CreateHandler();
        operators = Factory(Handler);
        Operator = ((IEcrRepositoriesFactory)operators).For(Registry(false));
    }

    public HttpMessageHandler Handler { get; }

    public IEcrRepositories Operator { get; }

    public static async Task<World> StartAsync() => new(await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken));

    public static EcrClientFactory Factory(HttpMessageHandler handler) =>
        new(new EcrClientOptions { HttpMessageHandler = handler, Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") });

    public static EcrRegistry Registry(bool withRole, Uri? endpoint = null)
    {
        var host = RegistryHost.Parse("localhost:5000");
        return new EcrRegistry(host, EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion)
        {
            Endpoint = endpoint ?? new Uri("http://emulator/"),
            Role = withRole ? AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "role", []) : null,
        };
    }

    public static DeploymentTargets Targets(bool withRole) => new(DeploymentTarget.Of(Registry(withRole), Namespace, Desired, Policy));

    public static RepositoryName NameOf(string project) => RepositoryName.Parse($"{Namespace}/{project}");

    /// <summary>Returns the name of a project that no other case uses.</summary>
    public string NextProject() => $"p{Interlocked.Increment(ref projects)}";

    /// <summary>Brings a project's repository into a state.</summary>
    public async Task SetUpAsync(string project, RepositoryState state, CancellationToken cancellationToken)
    {
        var name = NameOf(project);
        switch (state)
        {
            case RepositoryState.New:
                return;
            case RepositoryState.Immutable or RepositoryState.ForeignPolicy:
                await CreateAsync(TagMutability.Immutable, null, [OperatorsTag]);
                break;
            case RepositoryState.Mutable:
                await CreateAsync(TagMutability.Mutable, null, [OperatorsTag]);
                break;
            default:
                await CreateAsync(Desired.TagMutability!, true, Desired.ResourceTags!.List);
                break;
        }

        if (state == RepositoryState.Converged)
        {
            await Operator.PutLifecyclePolicyAsync(name, Desired.LifecyclePolicy!.ToString(), cancellationToken);
            await Operator.SetRepositoryPolicyAsync(name, Desired.RepositoryPolicy!.ToString(), cancellationToken);
        }
        else if (state == RepositoryState.ForeignPolicy)
        {
            await Operator.PutLifecyclePolicyAsync(name, OperatorsLifecycle.ToString(), cancellationToken);
            await Operator.SetRepositoryPolicyAsync(name, OperatorsPolicy, cancellationToken);
        }

        Task CreateAsync(TagMutability mutability, bool? scan, IReadOnlyList<ResourceTag> tags) =>
            Operator.CreateRepositoryAsync(name, new RepositoryCreation(mutability, Encryption.Aes256, scan, tags), cancellationToken);
    }

    /// <summary>Lists what differs from the desired settings, and what of the operator's settings was lost.</summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(string project, RepositoryState state, CancellationToken cancellationToken)
    {
        var name = NameOf(project);
        var description = await Operator.DescribeRepositoryAsync(name, cancellationToken);
        var lifecycle = await Operator.GetLifecyclePolicyAsync(name, cancellationToken);
        var policy = await Operator.GetRepositoryPolicyAsync(name, cancellationToken);
        var tags = await Operator.ListTagsAsync(name, cancellationToken);
        var faults = new List<string>();
        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }

        if (state == RepositoryState.Mutable)
        {
            Check(description!.TagMutability.Value == TagMutability.Mutable && lifecycle is null && policy is null && tags.SequenceEqual([OperatorsTag]), "a MUTABLE repository was touched");
            return faults;
        }

        Check(description!.TagMutability.Value == Desired.TagMutability, $"its tag mutability is {description.TagMutability}");
        Check(description.ScanOnPush.Value, "it does not scan on push");
        Check(lifecycle is not null && LifecyclePolicy.Parse(lifecycle).Rules.Any(rule => rule.Selection.Tags == TagSelection.Untagged), $"its lifecycle policy is {lifecycle}");
        Check(policy?.Contains("\"Pull\"", StringComparison.Ordinal) == true, $"its policy is {policy}");
        Check(tags.Contains(new ResourceTag("managed-by", "berth")), "it lacks our tag");
        if (state == RepositoryState.ForeignPolicy)
        {
            Check(lifecycle?.Contains("\"release\"", StringComparison.Ordinal) == true && lifecycle.Contains("\"any\"", StringComparison.Ordinal), "the operator's lifecycle rules are gone");
            Check(policy?.Contains("\"Operator\"", StringComparison.Ordinal) == true, "the operator's statement is gone");
            Check(tags.Contains(OperatorsTag), "the operator's tag is gone");
        }

        return faults;
    }

    public async ValueTask DisposeAsync()
    {
        operators.Dispose();
        await emulator.DisposeAsync();
    }
}
