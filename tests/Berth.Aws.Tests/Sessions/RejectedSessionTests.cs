using System.Reflection;
using Berth.Aws.Sessions;
using Berth.Names;
using Berth.Registries;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests.Sessions;

/// <summary>Sessions that AWS rejects, clocks that differ, and what separates one session from another.</summary>
public sealed class RejectedSessionTests
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static EcrRegistry WithRole => ScriptedAws.Registry with { Role = Role() };

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("ExpiredToken")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("InvalidClientTokenId")]
    public async Task Call_SessionRejected_IsRepeatedOnceWithANewSession(string code)
    {
        var sessions = 0;
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session($"ASIA{Interlocked.Increment(ref sessions)}", time.GetUtcNow().AddHours(1))
            : call.Authorization!.Contains("ASIA1/", StringComparison.Ordinal)
                ? ScriptedAws.Error(code, status: System.Net.HttpStatusCode.Forbidden)
                : ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory(time);

        Assert.Null(await factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));
        Assert.Equal(2, sessions);
    }

    [Fact]
    public async Task Call_EverySessionRejected_FailsAfterOneMoreSession()
    {
        var sessions = 0;
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session($"ASIA{Interlocked.Increment(ref sessions)}", time.GetUtcNow().AddHours(1))
            : ScriptedAws.Error("UnrecognizedClientException"));
        using var factory = aws.Factory(time);

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal((EcrErrorKind.InvalidCredentials, "DescribeRepositories"), (failure.Kind, failure.Operation));
        Assert.Equal(2, sessions);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task Session_ClockOfThisMachineDiffers_LastsAsLongAsForSts(int hours)
    {
        var server = time.GetUtcNow().AddHours(hours);
        using var aws = new ScriptedAws(call =>
        {
            var answer = call.IsSts ? ScriptedAws.Session("ASIA1", server.AddHours(1)) : ScriptedAws.Error("RepositoryNotFoundException");
            answer.Headers.Date = server;
            return answer;
        });
        using var factory = aws.Factory(time);

        for (var call = 0; call < 5; call++)
        {
            await factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation);
        }

        Assert.Single(aws.Calls, call => call.IsSts);
        time.Advance(TimeSpan.FromMinutes(61));
        server = server.AddMinutes(61);
        await factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation);
        Assert.Equal(2, aws.Calls.Count(call => call.IsSts));
    }

    [Fact]
    public void SessionKey_EveryMemberOfARegistry_SeparatesOrIsLeftOutOnPurpose()
    {
        var basis = WithRole;
        EcrRegistry[] others =
        [
            basis with { Role = Role("other") },
            basis with { Role = AssumedRole.Create("arn:aws:iam::123456789012:role/other", null, "assumeRole", []) },
            basis with { Profile = "other" },
            basis with { Endpoint = new Uri("http://localhost:5000") },
            new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.us-east-1.amazonaws.com")) { Role = basis.Role },
            new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr-fips.eu-central-1.amazonaws.com")) { Role = basis.Role },
            new EcrRegistry(EcrHost.Parse("123456789012.dkr-ecr.eu-central-1.on.aws")) { Role = basis.Role },
        ];

        EcrRegistry[] all = [basis, .. others];
        Assert.Equal(all.Length, all.Distinct(SessionKey.Comparer).Count());
        Assert.Equal(all.Length, all.Select(SessionKey.Of).Distinct().Count());

        // Host and account do not change who assumes the role, nor where. A new member must be added to the key or to this list.
        var inKey = typeof(SessionKey).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);
        var inRegistry = typeof(EcrRegistry).GetProperties().Select(property => property.Name).Except(["Host", "Account"]);
        Assert.Equal(inRegistry.Order(StringComparer.Ordinal), inKey.Order(StringComparer.Ordinal));
    }

    private static AssumedRole? Role(string? externalId = null) =>
        AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", externalId, "assumeRole", []);
}
