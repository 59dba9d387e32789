using System.Net;
using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests.Sessions;

/// <summary>STS that stalls before, in and after its answer, and answers that are too large: each ends within the limits, and the next call succeeds.</summary>
public sealed class StsFaultsTests
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private static readonly EcrClientOptions Defaults = new();

    private static readonly EcrRegistry WithRole = ScriptedAws.Registry with
    {
        Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []),
    };

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("before the answer")]
    [InlineData("in the body")]
    [InlineData("after the body")]
    public async Task AssumeRole_Stalls_EndsAtTheLimitAndRecovers(string stall)
    {
        var stalls = true;
        using var aws = new ScriptedAws(async (call, cancellation) =>
        {
            if (!call.IsSts)
            {
                return ScriptedAws.Error("RepositoryNotFoundException");
            }

            var answer = ScriptedAws.Session("ASIA1", time.GetUtcNow().AddHours(1));
            if (!Volatile.Read(ref stalls))
            {
                return answer;
            }

            // The attempt has its limit already.
            _ = Task.Run(() => time.Advance(Defaults.RequestTimeout), Cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(Cancellation);
            switch (stall)
            {
                case "in the body":
                    answer.Content = new StreamContent(new StallingStream(body[..40]));
                    return answer;
                case "after the body":
                    answer.Content = new StreamContent(new StallingStream(body));
                    return answer;
                default:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                    return answer;
            }
        });
        using var factory = aws.Factory(time);
        var start = time.GetUtcNow();

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(("sts", "AssumeRole", EcrErrorKind.Unreachable), (failure.Service, failure.Operation, failure.Kind));
        Assert.InRange(time.GetUtcNow() - start, Defaults.RequestTimeout, Defaults.RequestTimeout * 3);
        Assert.InRange(aws.Calls.Count, 1, 3);

        Volatile.Write(ref stalls, false);
        Assert.Null(await factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, AnswerLimits.Sts)]
    [InlineData(HttpStatusCode.BadRequest, AnswerLimits.Error)]
    public async Task AssumeRole_EndlessAnswer_IsReadUpToTheLimitOnceAndRecovers(HttpStatusCode status, int limit)
    {
        using var endless = new EndlessStream();
        var isEndless = true;
        using var aws = new ScriptedAws(call => !call.IsSts
            ? ScriptedAws.Error("RepositoryNotFoundException")
            : isEndless
                ? new HttpResponseMessage(status) { Content = new StreamContent(endless) }
                : ScriptedAws.Session("ASIA1", time.GetUtcNow().AddHours(1)));
        using var factory = aws.Factory(time);

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(("sts", EcrErrorKind.UnusableAnswer), (failure.Service, failure.Kind));
        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
        Assert.InRange(endless.Count, limit, limit + (64 * 1024));
        Assert.Single(aws.Calls);

        isEndless = false;
        Assert.Null(await factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    [Fact]
    public async Task AssumeRole_LargeAnswer_IsRefusedByItsLength()
    {
        using var aws = new ScriptedAws(_ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[AnswerLimits.Sts + 1]) });
        using var factory = aws.Factory(time);

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(WithRole).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(("sts", EcrErrorKind.UnusableAnswer), (failure.Service, failure.Kind));
    }

    /// <summary>Provides some bytes and then nothing, without an end.</summary>
    private sealed class StallingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return Read(buffer.Span);
        }
    }
}
