using Berth.Credentials;
using Berth.Names;
using Berth.Registries;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Credentials;

public sealed class AuthorizationTokensTests
{
    private static readonly EcrRegistry Registry = new(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com"));
    private static readonly EcrRegistry Other = new(EcrHost.Parse("123456789012.dkr.ecr.us-east-1.amazonaws.com"));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly CountingSource source;
    private readonly AuthorizationTokens tokens;

    public AuthorizationTokensTests()
    {
        source = new CountingSource(time);
        tokens = new AuthorizationTokens(source, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_FiftyConcurrentCallers_FetchOneToken()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(Registry, Cancellation)));

        Assert.Equal(1, source.Calls);
        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task Get_TwoRegistries_FetchesOneTokenEach()
    {
        await tokens.GetAsync(Registry, Cancellation);
        await tokens.GetAsync(Other, Cancellation);

        Assert.Equal(2, source.Calls);
    }

    /// <summary>Registries that differ from <see cref="Registry"/> in one member.</summary>
    public static TheoryData<string> Members => [.. Variants.Keys];

    private static Dictionary<string, EcrRegistry> Variants { get; } = new()
    {
        [nameof(EcrRegistry.Host)] = new EcrRegistry(RegistryHost.Parse("mirror.example"), Registry.Account, Registry.Region),
        [nameof(EcrRegistry.Account)] = new EcrRegistry(Registry.Host, AccountId.Parse("210987654321"), Registry.Region),
        [nameof(EcrRegistry.Region)] = new EcrRegistry(Registry.Host, Registry.Account, Region.Parse("us-east-1")),
        [nameof(EcrRegistry.UseFips)] = new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr-fips.eu-central-1.amazonaws.com")),
        [nameof(EcrRegistry.UseDualStack)] = new EcrRegistry(EcrHost.Parse("123456789012.dkr-ecr.eu-central-1.on.aws")),
        [nameof(EcrRegistry.Endpoint)] = Registry with { Endpoint = new Uri("http://localhost:5000") },
        [nameof(EcrRegistry.Role)] = Registry with { Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []) },
        [nameof(EcrRegistry.Profile)] = Registry with { Profile = "other" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Get_RegistryThatDiffersInAMember_FetchesAnotherToken(string member)
    {
        var first = await tokens.GetAsync(Registry, Cancellation);

        Assert.NotSame(first, await tokens.GetAsync(Variants[member], Cancellation));
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public void Members_OfARegistry_AreAllCovered() =>
        Assert.Equal(
            typeof(EcrRegistry).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            Variants.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Get_BeforeHalfOfItsLife_ReturnsTheKeptToken()
    {
        var first = await tokens.GetAsync(Registry, Cancellation);

        time.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Same(first, await tokens.GetAsync(Registry, Cancellation));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await tokens.GetAsync(Registry, Cancellation));
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Get_RefreshFails_ReturnsTheKeptTokenUntilItExpires()
    {
        var first = await tokens.GetAsync(Registry, Cancellation);
        source.Fails = true;

        time.Advance(TimeSpan.FromHours(11));
        Assert.Same(first, await tokens.GetAsync(Registry, Cancellation));
        Assert.Same(first, await tokens.GetAsync(Registry, Cancellation));
        Assert.Equal(2, source.Calls);

        time.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<EcrException>(() => tokens.GetAsync(Registry, Cancellation));
    }

    [Fact]
    public async Task Get_AfterAFailure_FetchesAgain()
    {
        source.Fails = true;
        await Assert.ThrowsAsync<EcrException>(() => tokens.GetAsync(Registry, Cancellation));

        source.Fails = false;
        Assert.NotNull(await tokens.GetAsync(Registry, Cancellation));
    }

    [Fact]
    public async Task Get_AfterInvalidation_FetchesAnother()
    {
        await tokens.GetAsync(Registry, Cancellation);
        tokens.Invalidate(Registry);
        await tokens.GetAsync(Registry, Cancellation);

        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Get_OneCallerCancels_OthersGetTheToken()
    {
        source.Gate = new TaskCompletionSource();
        using var cancelled = new CancellationTokenSource();
        var cancelledCall = tokens.GetAsync(Registry, cancelled.Token);
        var otherCall = tokens.GetAsync(Registry, Cancellation);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelledCall);
        source.Gate.SetResult();

        Assert.NotNull(await otherCall);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Configured_HostOfEachKind_GetsItsCredentials()
    {
        var configuredCredentials = new RegistryCredentials(RegistryHost.Parse("registry.example"), "robot", new Secret("fixed"));
        var emulator = new EcrRegistry(RegistryHost.Parse("localhost:5000"), AccountId.Parse("123456789012"), Region.Parse("us-east-1"));
        var configured = new ConfiguredCredentials([emulator], [configuredCredentials], tokens);

        Assert.Same(configuredCredentials, await configured.FindAsync(RegistryHost.Parse("registry.example"), Cancellation));
        Assert.Equal("localhost:5000", (await configured.FindAsync(emulator.Host, Cancellation))?.Host.ToString());
        Assert.Equal(Registry.Host, (await configured.FindAsync(Registry.Host, Cancellation))?.Host);
        Assert.Null(await configured.FindAsync(RegistryHost.Parse("ghcr.io"), Cancellation));
    }

    private sealed class CountingSource(TimeProvider time) : IAuthorizationTokenSource
    {
        private int calls;

        public int Calls => calls;

        public bool Fails { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public async Task<RegistryCredentials> GetAuthorizationTokenAsync(EcrRegistry registry, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref calls);
            if (Gate is not null)
            {
                await Gate.Task;
            }

            return Fails
                ? throw new EcrException(EcrErrorKind.Unreachable, "the service cannot be reached") { Operation = "GetAuthorizationToken", Registry = registry }
                : new RegistryCredentials(registry.Host, "AWS", new Secret($"password-{number}"), time.GetUtcNow().AddHours(12));
        }
    }
}
