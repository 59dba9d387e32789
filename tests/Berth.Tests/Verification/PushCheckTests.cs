using Berth.Verification.Push;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

[Collection(nameof(VirtualTimeTests))]
public sealed class PushCheckTests
{
    private static readonly ForgedItem Wanted = Forge.Image();
    private static readonly ForgedItem Other = Forge.DockerImage();

    [Fact]
    public async Task Check_NothingThere_IsFree() =>
        Assert.Equal(PushOutcome.Free, (await CheckAsync(new FakeImageSource())).Outcome);

    [Fact]
    public async Task Check_TheSameDigest_IsDone()
    {
        var answer = await CheckAsync(new FakeImageSource().Push(Wanted));

        Assert.Equal(PushOutcome.AlreadyPushed, answer.Outcome);
        Assert.True(answer.IsDone);
    }

    [Fact]
    public async Task Check_AnotherDigest_IsAConflictThatNamesBoth()
    {
        var answer = await CheckAsync(new FakeImageSource().Push(Other));

        Assert.Equal(PushOutcome.Conflict, answer.Outcome);
        Assert.Contains(Wanted.Digest.ToString(), answer.Detail, StringComparison.Ordinal);
        Assert.Contains(Other.Digest.ToString(), answer.Detail, StringComparison.Ordinal);
        Assert.Equal(Other.Digest, answer.Existing);
    }

    [Fact]
    public async Task Check_AnotherDigestAtATagThatMayMove_Moves() =>
        Assert.Equal(PushOutcome.Moves, (await CheckAsync(new FakeImageSource().Push(Other), tagMayMove: true)).Outcome);

    [Theory]
    [InlineData(SourceFaultKind.Denied)]
    [InlineData(SourceFaultKind.Unavailable)]
    public async Task Check_AFault_IsUnknownAndNeverFree(SourceFaultKind kind) =>
        Assert.Equal(PushOutcome.Unknown, (await CheckAsync(new FakeImageSource { AlwaysFails = new SourceFault(kind, "no") })).Outcome);

    [Fact]
    public async Task Check_NoAnswer_IsUnknown() =>
        Assert.Equal(PushOutcome.Unknown, (await CheckAsync(new FakeImageSource { NeverAnswers = true })).Outcome);

    [Fact]
    public async Task Check_AReferenceWithoutATag_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => new PushCheck(new FakeImageSource())
            .CheckAsync(FakeImageSource.Addressed(Wanted.Digest), Wanted.Digest, false, TestContext.Current.CancellationToken));

    private static Task<PushAnswer> CheckAsync(FakeImageSource source, bool tagMayMove = false)
    {
        var time = new FakeTimeProvider();
        return time.RunAsync(new PushCheck(source, null, time)
            .CheckAsync(FakeImageSource.Tagged(), Wanted.Digest, tagMayMove, TestContext.Current.CancellationToken));
    }
}
