using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Verification;

/// <summary>A registry that fails says nothing about the image: the verdict is then unknown, never missing.</summary>
[Collection(nameof(VirtualTimeTests))]
public sealed class ImageVerifierFaultTests
{
    private static readonly SourceFault Unavailable = new(SourceFaultKind.Unavailable, "503");

    private readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData(SourceFaultKind.Unavailable, 4)]
    [InlineData(SourceFaultKind.Throttled, 4)]
    [InlineData(SourceFaultKind.Denied, 1)]
    [InlineData(SourceFaultKind.NotUnderstood, 1)]
    public async Task Verify_AFaultThatStays_IsUnknown(SourceFaultKind kind, int attempts)
    {
        var source = new FakeImageSource { AlwaysFails = new SourceFault(kind, "it failed") };

        var unknown = Assert.IsType<ImageUnknown>(await VerifyAsync(source));

        Assert.Equal(kind, unknown.Cause.Kind);
        Assert.Equal(attempts, source.ManifestReads);
    }

    [Fact]
    public async Task Verify_AFaultThatPasses_IsRetried()
    {
        var source = new FakeImageSource().Push(Forge.Image());
        source.Faults.Enqueue(Unavailable);
        source.Faults.Enqueue(Unavailable);

        Assert.IsType<ImageFound>(await VerifyAsync(source));
        Assert.Equal(3, source.ManifestReads);
    }

    [Fact]
    public async Task Verify_RetryAfter_IsWaitedFor()
    {
        var source = new FakeImageSource().Push(Forge.Image());
        source.Faults.Enqueue(new SourceFault(SourceFaultKind.Throttled, "429", TimeSpan.FromSeconds(3)));
        var start = time.GetUtcNow();

        Assert.IsType<ImageFound>(await VerifyAsync(source));
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Verify_RetryAfterAnHour_IsCutToTheLongestPause()
    {
        var source = new FakeImageSource().Push(Forge.Image());
        source.Faults.Enqueue(new SourceFault(SourceFaultKind.Throttled, "429", TimeSpan.FromHours(1)));
        var start = time.GetUtcNow();

        Assert.IsType<ImageFound>(await VerifyAsync(source));
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Verify_BlobsThatFailHalfway_AreAskedForAgainAlone()
    {
        var source = new FakeImageSource().Push(Forge.Image());
        source.BlobFaults.Enqueue(Unavailable);

        Assert.IsType<ImageFound>(await VerifyAsync(source));
        Assert.Equal([3, 2], source.BlobQuestions);
    }

    [Fact]
    public async Task Verify_BlobsThatStayUnknown_AreNoMissingLayers()
    {
        var source = new FakeImageSource().Push(Forge.Image());
        for (var fault = 0; fault < 10; fault++)
        {
            source.BlobFaults.Enqueue(Unavailable);
        }

        Assert.IsType<ImageUnknown>(await VerifyAsync(source));
    }

    [Fact]
    public async Task Verify_AMissingLayerBesideAFault_IsUnrunnable()
    {
        var image = Forge.MultiPlatform("linux/amd64", "linux/arm64");
        var source = new FakeImageSource().Push(image);
        source.Remove(image.Parts[1].Parts[2]);
        source.BlobFaults.Enqueue(new SourceFault(SourceFaultKind.Denied, "403"));

        Assert.IsType<ImageUnrunnable>(await VerifyAsync(source));
    }

    [Fact]
    public async Task Verify_NoAnswerInTime_IsUnknown()
    {
        var source = new FakeImageSource { NeverAnswers = true };
        var start = time.GetUtcNow();

        var unknown = Assert.IsType<ImageUnknown>(await VerifyAsync(source));

        Assert.Equal(SourceFaultKind.TimedOut, unknown.Cause.Kind);
        Assert.InRange(time.GetUtcNow() - start, VerificationLimits.Default.Timeout, VerificationLimits.Default.Timeout + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Verify_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var task = new ImageVerifier(new FakeImageSource { NeverAnswers = true }, null, time).VerifyAsync(FakeImageSource.Tagged(), null, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_BySha512_ComparesByThatAlgorithm(bool isSame)
    {
        var image = Forge.Image();
        var hash = System.Security.Cryptography.SHA512.HashData(isSame ? image.Bytes : [1]);
        var expected = Berth.Names.Digest.Parse("sha512:" + Convert.ToHexStringLower(hash));
        var verifier = new ImageVerifier(new FakeImageSource().Push(image), null, time);

        var verdict = await verifier.VerifyAsync(FakeImageSource.Tagged(), new ImageExpectations { Digest = expected }, TestContext.Current.CancellationToken);

        if (isSame)
        {
            Assert.Equal(image.Digest, Assert.IsType<ImageFound>(verdict).Digest);
        }
        else
        {
            Assert.Equal(UnrunnableKind.DigestDiffers, Assert.Single(Assert.IsType<ImageUnrunnable>(verdict).Reasons).Kind);
        }
    }

    private Task<ImageVerdict> VerifyAsync(FakeImageSource source) =>
        time.RunAsync(new ImageVerifier(source, null, time).VerifyAsync(FakeImageSource.Tagged(), null, TestContext.Current.CancellationToken));
}
