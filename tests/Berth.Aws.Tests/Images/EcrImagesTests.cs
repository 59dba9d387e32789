using Berth.Aws.Images;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests.Images;

public sealed class EcrImagesTests
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");
    private static readonly string DigestText = "sha256:" + new string('a', 64);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describe_All_GivesWhatEcrKnows()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(
            $$"""{"imageDetails":[{"imageDigest":"{{DigestText}}","imageTags":["v1"],"imageSizeInBytes":5000000000,"imagePushedAt":1.5E9,"imageStatus":"ARCHIVED","lastArchivedAt":1.6E9}]}"""));
        using var factory = aws.Factory();

        var image = Assert.Single(await factory.For(ScriptedAws.Registry).Images.DescribeAsync(Name, cancellationToken: Cancellation).ToListAsync(Cancellation));

        Assert.Equal(DigestText, image.Digest.ToString());
        Assert.Equal("v1", Assert.Single(image.Tags).ToString());
        Assert.Equal(5_000_000_000, image.SizeInBytes);
        Assert.Equal(ImageStatus.Archived, image.Status);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_600_000_000), image.LastArchivedAt);
        Assert.Null(image.LastPulledAt);
    }

    [Fact]
    public async Task Describe_OneThatIsMissing_IsNull()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("ImageNotFoundException"));
        using var factory = aws.Factory();

        Assert.Null(await factory.For(ScriptedAws.Registry).Images.DescribeAsync(Name, ImageIdentifier.Of(Tag.Parse("v1")), Cancellation));
    }

    [Fact]
    public async Task Get_MoreThanABatch_TakesOneCallPerHundred()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(
            $$"""{"images":[{"imageId":{"imageDigest":"{{DigestText}}","imageTag":"v1"},"imageManifest":"{}","imageManifestMediaType":"m"}],"failures":[{"imageId":{"imageTag":"v2"},"failureCode":"ImageNotFound","failureReason":"Requested image not found"}]}"""));
        using var factory = aws.Factory();

        var fetched = await factory.For(ScriptedAws.Registry).Images.GetAsync(
            Name, Enumerable.Range(0, 201).Select(i => ImageIdentifier.Of(Tag.Parse($"v{i}"))), null, Cancellation);

        Assert.Equal(3, aws.Calls.Count);
        Assert.Equal(("{}", "m"), (fetched.Manifests[0].Manifest, fetched.Manifests[0].MediaType));
        Assert.Equal((ImageFailure.NotFoundCode, "v2"), (fetched.Failures[0].Code, fetched.Failures[0].Image?.ToString()));
    }

    [Theory]
    [InlineData("""{"images":[{"imageId":{"imageTag":"v1"},"imageManifest":"{}"}]}""")]
    [InlineData("""{"images":[{"imageId":{"imageDigest":"sha256:short"},"imageManifest":"{}"}]}""")]
    [InlineData("""{"images":[{}]}""")]
    public async Task Get_AnswerWithoutDigestOrManifest_IsUnusable(string body)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(body));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(() =>
            factory.For(ScriptedAws.Registry).Images.GetAsync(Name, [ImageIdentifier.Of(Tag.Parse("v1"))], null, Cancellation));

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
    }
}
