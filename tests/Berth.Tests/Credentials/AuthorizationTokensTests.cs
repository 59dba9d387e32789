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
    public async Task Get_FiftyAtOnce_MakesOneToken()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(Registry, Cancellation)));

        Assert.Equal(1, source.Calls);
        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task Get_OfTwoRegistries_MakesOneEach()
    {
        await tokens.GetAsync(Registry, Cancellation);
        await tokens.GetAsync(Other, Cancellation);

        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Get_UntilHalfOfItsLife_KeepsTheToken()
    {
        var first = await tokens.GetAsync(Registry, Cancellation);

        time.Advance(TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1));
        Assert.Same(first, await tokens.GetAsync(Registry, Cancellation));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await tokens.GetAsync(Registry, Cancellation));
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Get_WhenNoNewOneIsToBeHad_GivesTheStaleOneWhileItHolds()
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
    public async Task Get_AfterAFailure_AsksAgain()
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
    public async Task Get_CancelledByOne_ServesTheOthers()
    {
        source.Gate = new TaskCompletionSource();
        using var cancelled = new CancellationTokenSource();
        var impatient = tokens.GetAsync(Registry, cancelled.Token);
        var patient = tokens.GetAsync(Registry, Cancellation);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        source.Gate.SetResult();

        Assert.NotNull(await patient);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Configured_HostOfEachKind_GetsWhatIsKnownOfIt()
    {
        var fixedOne = new RegistryCredentials(RegistryHost.Parse("registry.example"), "robot", new Secret("fixed"));
        var emulator = new EcrRegistry(RegistryHost.Parse("localhost:5000"), AccountId.Parse("123456789012"), Region.Parse("us-east-1"));
        var configured = new ConfiguredCredentials([emulator], [fixedOne], tokens);

        Assert.Same(fixedOne, await configured.FindAsync(RegistryHost.Parse("registry.example"), Cancellation));
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
                ? throw new EcrException(EcrErrorKind.Unreachable, "no one there") { Operation = "GetAuthorizationToken", Registry = registry }
                : new RegistryCredentials(registry.Host, "AWS", new Secret($"password-{number}"), time.GetUtcNow().AddHours(12));
        }
    }
}
