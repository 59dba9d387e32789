using Berth.Names;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Tests.Verification;

/// <summary>What is expected of an image beyond being runnable: digest, platform and size.</summary>
public sealed class ImageExpectationsTests
{
    public static TheoryData<string, string, string?> Platforms { get; } = new()
    {
        // wanted, offered, chosen
        { "linux/amd64", "linux/amd64 linux/arm64", "linux/amd64" },
        { "linux/arm64", "linux/amd64 linux/arm64/v8", "linux/arm64/v8" },
        { "linux/arm64/v8", "linux/arm64", "linux/arm64" },
        { "linux/arm/v7", "linux/arm/v6 linux/arm/v5", "linux/arm/v6" },
        { "linux/arm/v7", "linux/arm/v7 linux/arm/v6", "linux/arm/v7" },
        { "linux/amd64/v3", "linux/amd64 linux/amd64/v2", "linux/amd64/v2" },
        { "linux/x86_64", "linux/amd64", "linux/amd64" },
        { "linux/arm/v6", "linux/arm/v7", null },
        { "linux/amd64", "linux/amd64/v3", null },
        { "linux/amd64", "windows/amd64", null },
        { "linux/s390x", "linux/amd64 linux/arm64", null },
        { "windows/amd64", "linux/amd64", null },
    };

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Platform_OfAnIndex_IsChosenAsRuntimesDo(string wanted, string offered, string? chosen)
    {
        var source = new FakeImageSource().Push(Forge.MultiPlatform(offered.Split(' ')));

        var verdict = await VerifyAsync(source, new ImageExpectations { Platform = Platform.Parse(wanted) });

        if (chosen is null)
        {
            var reason = Assert.Single(Assert.IsType<ImageUnrunnable>(verdict).Reasons);
            Assert.Equal(UnrunnableKind.PlatformMissing, reason.Kind);
            Assert.Contains(offered.Split(' ')[0], reason.Detail, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(chosen, Assert.Single(Assert.IsType<ImageFound>(verdict).Platforms).Platform);
        }
    }

    [Theory]
    [InlineData("linux/amd64", true)]
    [InlineData("linux/arm64", false)]
    public async Task Platform_OfAPlainImage_StandsInItsConfiguration(string wanted, bool found)
    {
        var source = new FakeImageSource().Push(Forge.Image("linux", "amd64"));

        var verdict = await VerifyAsync(source, new ImageExpectations { Platform = Platform.Parse(wanted) });

        Assert.Equal(found ? "found" : "unrunnable", verdict.Name);
    }

    [Fact]
    public async Task Platform_OfEntriesThatStateNone_IsReadFromTheirConfigurations()
    {
        var source = new FakeImageSource().Push(Forge.Index((Forge.Image("linux", "arm64"), null), (Forge.Image("linux", "amd64"), null)));

        var found = Assert.IsType<ImageFound>(await VerifyAsync(source, new ImageExpectations { Platform = Platform.Parse("linux/amd64") }));

        Assert.Equal("linux/amd64", Assert.Single(found.Platforms).Platform);
    }

    [Fact]
    public async Task Platform_NotWanted_IsNotLookedAt()
    {
        var index = Forge.MultiPlatform("linux/amd64", "linux/arm64");
        var source = new FakeImageSource().Push(index);
        source.Remove(index.Parts[1]);

        Assert.IsType<ImageFound>(await VerifyAsync(source, new ImageExpectations { Platform = Platform.Parse("linux/amd64") }));
    }

    [Fact]
    public async Task Digest_ThatIsExpected_IsFound()
    {
        var image = Forge.Image();

        Assert.IsType<ImageFound>(await VerifyAsync(new FakeImageSource().Push(image), new ImageExpectations { Digest = image.Digest }));
    }

    [Fact]
    public async Task Digest_ThatDiffers_NamesBoth()
    {
        var image = Forge.Image();
        var expected = Forge.DockerImage().Digest;

        var verdict = Assert.IsType<ImageUnrunnable>(await VerifyAsync(new FakeImageSource().Push(image), new ImageExpectations { Digest = expected }));

        var reason = Assert.Single(verdict.Reasons);
        Assert.Equal(UnrunnableKind.DigestDiffers, reason.Kind);
        Assert.Contains(image.Digest.ToString(), reason.Detail, StringComparison.Ordinal);
        Assert.Contains(expected.ToString(), reason.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "found")]
    [InlineData(-1, "unrunnable")]
    public async Task MaxSize_IsTheGreatestThatIsAllowed(int beyond, string verdict)
    {
        var image = Forge.Image();
        var size = image.Parts.Sum(part => part.Bytes.Length);

        Assert.Equal(verdict, (await VerifyAsync(new FakeImageSource().Push(image), new ImageExpectations { MaxSize = size + beyond })).Name);
    }

    [Fact]
    public async Task MaxSize_OfSizesThatOverflow_IsExceeded()
    {
        var image = Forge.Manifest(
            Forge.Config(),
            [Forge.Layer("a"), Forge.Layer("b")],
            change: manifest =>
            {
                manifest["layers"]![0]!["size"] = long.MaxValue;
                manifest["layers"]![1]!["size"] = long.MaxValue;
            });

        var verdict = await VerifyAsync(new FakeImageSource().Push(image), new ImageExpectations { MaxSize = 1000 });

        Assert.Contains(Assert.IsType<ImageUnrunnable>(verdict).Reasons, reason => reason.Kind == UnrunnableKind.TooLarge);
    }

    [Fact]
    public void MaxSize_BelowZero_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageExpectations { MaxSize = -1 });

    private static Task<ImageVerdict> VerifyAsync(FakeImageSource source, ImageExpectations expectations) =>
        new ImageVerifier(source).VerifyAsync(FakeImageSource.Tagged(), expectations, TestContext.Current.CancellationToken);
}
