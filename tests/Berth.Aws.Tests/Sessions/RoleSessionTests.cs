using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests.Sessions;

public sealed class RoleSessionTests
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HundredCalls_WithoutARole_NeverCallSts()
    {
        using var aws = new ScriptedAws(Answer);
        using var factory = aws.Factory(time);

        await CallAsync(factory, ScriptedAws.Registry, 100);

        Assert.DoesNotContain(aws.Calls, call => call.IsSts);
    }

    [Fact]
    public async Task HundredConcurrentCalls_WithARole_CallStsOnce()
    {
        using var aws = new ScriptedAws(Answer);
        using var factory = aws.Factory(time);

        await CallAsync(factory, WithRole("shared-in-confidence"), 100);

        var sts = Assert.Single(aws.Calls, call => call.IsSts);
        Assert.Equal("https://sts.eu-central-1.amazonaws.com/", sts.Uri.AbsoluteUri);
        Assert.Contains("Action=AssumeRole", sts.Body, StringComparison.Ordinal);
        Assert.Contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeployer", sts.Body, StringComparison.Ordinal);
        Assert.Contains("ExternalId=shared-in-confidence", sts.Body, StringComparison.Ordinal);
        Assert.Matches("RoleSessionName=berth\\.[A-Za-z0-9_.%-]+", sts.Body);
        Assert.All(aws.Calls.Where(call => !call.IsSts), call => Assert.Contains("Credential=ASIA1/", call.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyRegistries_ThroughOneRole_ShareItsSession()
    {
        using var aws = new ScriptedAws(Answer);
        using var factory = aws.Factory(time);
        var other = new EcrRegistry(EcrHost.Parse("210987654321.dkr.ecr.eu-central-1.amazonaws.com")) { Role = WithRole().Role };

        await CallAsync(factory, WithRole(), 1);
        await CallAsync(factory, other, 1);

        Assert.Single(aws.Calls, call => call.IsSts);
    }

    [Fact]
    public async Task Session_BeforeItsEnd_IsRenewed()
    {
        using var aws = new ScriptedAws(Answer);
        using var factory = aws.Factory(time);
        await CallAsync(factory, WithRole(), 1);

        time.Advance(TimeSpan.FromMinutes(44));
        await CallAsync(factory, WithRole(), 5);
        Assert.Single(aws.Calls, call => call.IsSts);

        time.Advance(TimeSpan.FromMinutes(10));
        await CallAsync(factory, WithRole(), 1);
        await UntilAsync(() => aws.Calls.Count(call => call.IsSts) == 2);
    }

    [Fact]
    public async Task Renewal_Failing_LeavesTheSessionThatHolds()
    {
        var refused = false;
        using var aws = new ScriptedAws(call => call.IsSts && refused ? ScriptedAws.Error("AccessDenied") : Answer(call));
        using var factory = aws.Factory(time);
        await CallAsync(factory, WithRole(), 1);

        refused = true;
        time.Advance(TimeSpan.FromMinutes(54));
        await CallAsync(factory, WithRole(), 10);

        Assert.All(aws.Calls.Where(call => !call.IsSts), call => Assert.Contains("Credential=ASIA1/", call.Authorization, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renewal_FailingPastTheEnd_IsAnErrorOfStsWithAdvice()
    {
        var refused = false;
        using var aws = new ScriptedAws(call => call.IsSts && refused
            ? new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden)
            {
                Content = new StringContent(
                    """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: u is not authorized to perform: sts:AssumeRole</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""),
            }
            : Answer(call));
        using var factory = aws.Factory(time);
        await CallAsync(factory, WithRole("shared-in-confidence"), 1);

        refused = true;
        time.Advance(TimeSpan.FromMinutes(61));
        var failure = await Assert.ThrowsAsync<EcrException>(() => CallAsync(factory, WithRole("shared-in-confidence"), 1));

        Assert.Equal((EcrErrorKind.AccessDenied, "sts", "AssumeRole", "AccessDenied"), (failure.Kind, failure.Service, failure.Operation, failure.Code));
        Assert.Contains("arn:aws:iam::123456789012:role/deployer", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("shared-in-confidence", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("caller-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_Cancelled_LeavesTheSessionToTheOthers()
    {
        var sts = new TaskCompletionSource();
        using var cancelled = new CancellationTokenSource();
        using var aws = new ScriptedAws(async (call, _) =>
        {
            if (call.IsSts)
            {
                await sts.Task;
            }

            return Answer(call);
        });
        using var factory = aws.Factory(time);

        var impatient = factory.For(WithRole()).Repositories.DescribeRepositoryAsync(Name, cancelled.Token);
        var patient = factory.For(WithRole()).Repositories.DescribeRepositoryAsync(Name, Cancellation);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        sts.SetResult();

        Assert.Null(await patient);
        Assert.Single(aws.Calls, call => call.IsSts);
    }

    [Fact]
    public async Task AnswerWithoutCredentials_IsUnusable()
    {
        using var aws = new ScriptedAws(call => call.IsSts
            ? new HttpResponseMessage { Content = new StringContent("<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>") }
            : Answer(call));
        using var factory = aws.Factory(time);

        var failure = await Assert.ThrowsAsync<EcrException>(() => CallAsync(factory, WithRole(), 1));

        Assert.Equal((EcrErrorKind.UnusableAnswer, "sts"), (failure.Kind, failure.Service));
    }

    private static EcrRegistry WithRole(string? externalId = null) => ScriptedAws.Registry with
    {
        Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", externalId, "assumeRole", []),
    };

    private static Task<RepositoryDescription?[]> CallAsync(EcrClientFactory factory, EcrRegistry registry, int times) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(_ => factory.For(registry).Repositories.DescribeRepositoryAsync(Name, Cancellation)));

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    private HttpResponseMessage Answer(RecordedCall call) =>
        call.IsSts ? ScriptedAws.Session("ASIA1", time.GetUtcNow().AddHours(1)) : ScriptedAws.Error("RepositoryNotFoundException");
}
