using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

[Collection(nameof(VirtualTimeTests))]
public sealed class ImageWaiterTests
{
    private readonly FakeTimeProvider time = new();
    private readonly FakeImageSource source = new();
    private readonly List<WaitProgress> progress = [];

    [Fact]
    public async Task Wait_UntilThePushFinishes_IsFound()
    {
        var verdict = await WaitAsync(TimeSpan.FromMinutes(1), looks =>
        {
            if (looks == 3)
            {
                source.Push(Forge.Image());
            }
        });

        Assert.IsType<ImageFound>(verdict);
        Assert.Equal([1, 2, 3], progress.Select(step => step.Looks));
        Assert.All(progress, step => Assert.Equal("missing", step.Verdict.Name));
    }

    [Fact]
    public async Task Wait_PastTheDeadline_GivesTheLastVerdict()
    {
        var start = time.GetUtcNow();

        Assert.IsType<ImageMissing>(await WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(22));
    }

    [Fact]
    public async Task Wait_WhileTheRegistryDoesNotAnswer_EndsInTime()
    {
        source.NeverAnswers = true;
        var start = time.GetUtcNow();

        Assert.IsType<ImageUnknown>(await WaitAsync(TimeSpan.FromSeconds(2)));
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Wait_ForLayersThatAreNotThereYet_GoesOn()
    {
        var image = Forge.Image();
        source.Push(image);
        source.Remove(image.Parts[1]);

        Assert.IsType<ImageFound>(await WaitAsync(TimeSpan.FromMinutes(1), _ => source.Push(image)));
    }

    [Fact]
    public async Task Wait_ForWhatNeverBecomesAnImage_EndsAtOnce()
    {
        source.Push(Forge.Item(Forge.OciManifest, "{}"));

        Assert.IsType<ImageUnrunnable>(await WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Empty(progress);
    }

    [Theory]
    [InlineData(SourceFaultKind.Denied, 0)]
    [InlineData(SourceFaultKind.Unavailable, 1)]
    public async Task Wait_OnAFault_GoesOnIfItMayPass(SourceFaultKind kind, int least)
    {
        source.AlwaysFails = new SourceFault(kind, "it failed");

        Assert.IsType<ImageUnknown>(await WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.InRange(progress.Count, least, least == 0 ? 0 : 20);
    }

    private Task<ImageVerdict> WaitAsync(TimeSpan patience, Action<int>? onProgress = null) => time.RunAsync(
        new ImageWaiter(new ImageVerifier(source, null, time), time).WaitAsync(
            FakeImageSource.Tagged(),
            null,
            patience,
            new Recorder(step =>
            {
                progress.Add(step);
                onProgress?.Invoke(step.Looks);
            }),
            TestContext.Current.CancellationToken));

    private sealed class Recorder(Action<WaitProgress> record) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => record(value);
    }
}
