using Amazon.Runtime;
using Berth.Aws;
using Berth.Credentials;
using Berth.Emulator;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Testing;

/// <summary>
/// An ECR registry for a test: a separate emulator in memory on a free loopback port, with configured clients. Tests with a
/// registry each run side by side.
/// </summary>
/// <example><code>await using var registry = await TestRegistry.StartAsync(cancellationToken: cancellationToken);</code></example>
public sealed class TestRegistry : IAsyncDisposable
{
    /// <summary>The access key id of the clients unless others are given. It means nothing to AWS.</summary>
    public const string AccessKeyId = "AKIABERTHTESTING0000";

    /// <summary>The secret of <see cref="AccessKeyId"/>, as meaningless.</summary>
    public const string SecretAccessKey = "secret-of-nothing-but-tests";

    private readonly SocketsHttpHandler handler;
    private readonly EcrClientFactory factory;
    private readonly AuthorizationTokens tokens;

    private TestRegistry(BerthEmulator emulator, EmulatorOptions options, AWSCredentials credentials)
    {
        Emulator = emulator;
        handler = TrustingHandler.For(options.Certificate);
        factory = new EcrClientFactory(new EcrClientOptions
        {
            Credentials = credentials,
            TimeProvider = emulator.Clock,
            HttpMessageHandler = options.Certificate is null ? null : handler,
        });
        tokens = new AuthorizationTokens(factory, emulator.Clock);
        Registry = new EcrRegistry(emulator.RegistryHost, options.Account, options.Region) { Endpoint = emulator.Endpoint };
        Http = new HttpClient(new LoginHandler(LoginAsync, handler)) { BaseAddress = emulator.Endpoint };
        var keys = credentials.GetCredentials();
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = emulator.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            ["AWS_REGION"] = options.Region.ToString(),
            ["AWS_DEFAULT_REGION"] = options.Region.ToString(),
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_PAGER"] = string.Empty,
        };
    }

    /// <summary>Gets the emulator: its endpoint, its clock, its faults and its counts.</summary>
    public BerthEmulator Emulator { get; }

    /// <summary>Gets the registry of the emulator's default account and region, with the endpoint of its API.</summary>
    public EcrRegistry Registry { get; }

    /// <summary>Gets the client of <see cref="Registry"/>.</summary>
    public EcrClient Ecr => factory.For(Registry);

    /// <summary>Gets a client for <c>/v2/</c> at the emulator's address; it logs in automatically, and again when its token has expired.</summary>
    public HttpClient Http { get; }

    /// <summary>Gets the environment variables with which the AWS CLI and any AWS SDK reach the emulator.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Starts an emulator and waits until it listens.</summary>
    /// <param name="options">How it runs; by default in memory, on a free port, open to every access key.</param>
    /// <param name="credentials">What the clients sign with; needed where the options name identities.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The registry; dispose of it to stop the emulator.</returns>
    /// <exception cref="EmulatorStartException">The options name a port that is taken or a data directory that cannot be used.</exception>
    public static async Task<TestRegistry> StartAsync(
        EmulatorOptions? options = null,
        AWSCredentials? credentials = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        credentials ??= new BasicAWSCredentials(AccessKeyId, SecretAccessKey);
        return new TestRegistry(await BerthEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false), options, credentials);
    }

    /// <summary>Returns the client of the registry of another account or region in the same emulator.</summary>
    /// <param name="account">The account.</param>
    /// <param name="region">The region.</param>
    /// <returns>The client.</returns>
    public EcrClient For(AccountId account, Region region) =>
        factory.For(new EcrRegistry(Registry.Host, account, region) { Endpoint = Emulator.Endpoint });

    /// <summary>Gets a docker login, as <c>aws ecr get-login-password</c> gives it: valid for twelve hours of the emulator's clock.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Host, user name and password; the same ones until half of their time is over.</returns>
    public Task<RegistryCredentials> LoginAsync(CancellationToken cancellationToken = default) => tokens.GetAsync(Registry, cancellationToken);

    /// <summary>Writes docker's <c>config.json</c> with a login, to be used with <c>DOCKER_CONFIG</c>, <c>docker --config</c> or <c>skopeo --authfile</c>.</summary>
    /// <param name="directory">The directory, which is created if it does not exist.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>The file's path.</returns>
    public async Task<string> WriteDockerConfigAsync(string directory, CancellationToken cancellationToken = default)
    {
        var login = await LoginAsync(cancellationToken).ConfigureAwait(false);
        var path = Path.Combine(Directory.CreateDirectory(directory).FullName, "config.json");
        await File.WriteAllBytesAsync(path, DockerConfigJson.Of(login).ToArray(), cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Creates a repository as Berth does: tags are immutable but for <c>cache</c>, and untagged images expire after 3 days.</summary>
    /// <param name="name">The repository's name, such as <c>deployments/proj_abc</c>.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="FormatException"><paramref name="name"/> is not a valid repository name.</exception>
    /// <exception cref="InvalidOperationException">The registry has a repository of that name.</exception>
    public Task<TestRepository> CreateRepositoryAsync(string name, CancellationToken cancellationToken = default) => CreateRepositoryAsync(
        name,
        TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache])!,
        LifecyclePolicy.Default,
        cancellationToken);

    /// <summary>Creates a repository.</summary>
    /// <param name="name">The repository's name.</param>
    /// <param name="tagMutability">Which tags may move.</param>
    /// <param name="lifecyclePolicy">Its lifecycle policy, or <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="FormatException"><paramref name="name"/> is not a valid repository name.</exception>
    /// <exception cref="InvalidOperationException">The registry has a repository of that name.</exception>
    public async Task<TestRepository> CreateRepositoryAsync(
        string name,
        TagMutability tagMutability,
        LifecyclePolicy? lifecyclePolicy,
        CancellationToken cancellationToken = default)
    {
        var repository = RepositoryName.Parse(name);
        var creation = new RepositoryCreation(tagMutability, Encryption.Aes256, null, []);
        _ = await Ecr.Repositories.CreateRepositoryAsync(repository, creation, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The registry has a repository '{name}' already; use {nameof(Repository)} for it.");
        if (lifecyclePolicy is not null)
        {
            await Ecr.Repositories.PutLifecyclePolicyAsync(repository, lifecyclePolicy.ToString(), cancellationToken).ConfigureAwait(false);
        }

        return new TestRepository(this, repository);
    }

    /// <summary>Returns a repository by its name. It need not exist yet: the code under test can create it.</summary>
    /// <param name="name">The repository's name.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="FormatException"><paramref name="name"/> is not a valid repository name.</exception>
    public TestRepository Repository(string name) => new(this, RepositoryName.Parse(name));

    /// <summary>Advances the emulator's clock and then runs the lifecycle policies, so that images that are due have expired.</summary>
    /// <param name="span">How far to turn it; backwards where it is negative.</param>
    /// <param name="cancellationToken">Stops the policies between two repositories.</param>
    /// <returns>A task that ends when the policies have run.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The clock would leave the years 1 to 9999.</exception>
    public Task AdvanceAsync(TimeSpan span, CancellationToken cancellationToken = default)
    {
        Emulator.Clock.Advance(span);
        return Emulator.RunLifecyclePoliciesAsync(cancellationToken);
    }

    /// <summary>Closes the clients and stops the emulator; what it held in memory is gone.</summary>
    /// <returns>A task that ends when all is done.</returns>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        factory.Dispose();
        handler.Dispose();
        await Emulator.DisposeAsync().ConfigureAwait(false);
    }
}
