using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Images;

public sealed class ImageOperationsTests : EmulatorTest
{
    [Fact]
    public async Task PutImage_MovingATag_LeavesTheOldImageUntagged()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var first = await Ecr.PushAsync("aa", "one", "cache");
        Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Ecr.PushAsync("aa", "two", "cache");

        var answer = await Ecr.CallAsync("ListImages", """{"repositoryName":"aa"}""");

        Assert.Equal(
            $$$"""{"imageIds":[{"imageDigest":"{{{first}}}"},{"imageDigest":"{{{second}}}","imageTag":"cache"}]}""", answer.Text);
    }

    [Fact]
    public async Task DescribeImages_OfAnImage_TellsAllOfIt()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var digest = await Ecr.PushAsync("aa", "one", "v1");

        var answer = await Ecr.CallAsync("DescribeImages", """{"repositoryName":"aa","imageIds":[{"imageTag":"v1"}]}""");

        Assert.Equal(
            $$$"""{"imageDetails":[{"registryId":"123456789012","repositoryName":"aa","imageDigest":"{{{digest}}}","imageTags":["v1"],"imageSizeInBytes":5,"imagePushedAt":1.7672688E9,"imageManifestMediaType":"application/vnd.oci.image.manifest.v1+json","artifactMediaType":"application/vnd.oci.image.config.v1+json","imageStatus":"ACTIVE"}]}""",
            answer.Text);
    }

    [Fact]
    public async Task DescribeImages_OfAMissingImage_IsAnError()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, message) = await Ecr.ErrorAsync("DescribeImages", """{"repositoryName":"aa","imageIds":[{"imageTag":"v1"}]}""");

        Assert.Equal("ImageNotFoundException", code);
        Assert.Equal("The image with imageId {imageDigest:'null', imageTag:'v1'} does not exist within the repository with name 'aa' in the registry with id '123456789012'", message);
    }

    [Fact]
    public async Task ListImages_Paged_GivesEachEntryOnce()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var digest = await Ecr.PushAsync("aa", "one", "b");
        await Ecr.PutAsync("aa", EcrPushes.Manifest("one"), "a");
        await Ecr.PushAsync("aa", "two");
        await Ecr.PushAsync("aa", "three", "c");

        var entries = new List<string>();
        for (string? token = null, more = "yes"; more is not null; more = token)
        {
            var page = await Ecr.OkAsync("ListImages", token is null ? """{"repositoryName":"aa","maxResults":1}""" : $$"""{"repositoryName":"aa","maxResults":1,"nextToken":"{{token}}"}""");
            entries.AddRange(page.GetProperty("imageIds").EnumerateArray().Select(id => id.TryGetProperty("imageTag", out var tag) ? tag.GetString()! : "-"));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }

        Assert.Equal(["a", "b", "-", "c"], entries);
        Assert.NotEmpty(digest);
    }

    [Theory]
    [InlineData("TAGGED", 1)]
    [InlineData("UNTAGGED", 2)]
    [InlineData("ANY", 3)]
    public async Task ListImages_Filtered_GivesThoseAlone(string status, int count)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "v1");
        await Ecr.PushAsync("aa", "two");
        await Ecr.PushAsync("aa", "three");

        var answer = await Ecr.OkAsync("ListImages", $$$"""{"repositoryName":"aa","filter":{"tagStatus":"{{{status}}}"}}""");

        Assert.Equal(count, answer.GetProperty("imageIds").GetArrayLength());
    }

    [Fact]
    public async Task BatchGetImage_OfSomeThatAreMissing_GivesTheOthersAndFailures()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var digest = await Ecr.PushAsync("aa", "one", "v1");
        var other = await Ecr.PushAsync("aa", "two");

        var answer = await Ecr.OkAsync(
            "BatchGetImage",
            $$"""{"repositoryName":"aa","imageIds":[{"imageTag":"v1"},{"imageTag":"v2"},{},{"imageDigest":"nonsense"},{"imageTag":"a/b"},{"imageDigest":"{{other}}","imageTag":"v1"}]}""");

        var image = Assert.Single(answer.GetProperty("images").EnumerateArray());
        Assert.Equal(EcrPushes.Manifest("one"), image.GetProperty("imageManifest").GetString());
        Assert.Equal(digest, image.GetProperty("imageId").GetProperty("imageDigest").GetString());
        Assert.Equal(
            ["ImageNotFound", "MissingDigestAndTag", "InvalidImageDigest", "InvalidImageTag", "ImageTagDoesNotMatchDigest"],
            answer.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("failureCode").GetString()));
        var detail = await Ecr.OkAsync("DescribeImages", """{"repositoryName":"aa","imageIds":[{"imageTag":"v1"}]}""");
        Assert.Equal(Start.ToUnixTimeSeconds(), detail.GetProperty("imageDetails")[0].GetProperty("lastRecordedPullTime").GetDouble());
    }

    [Fact]
    public async Task BatchDeleteImage_ByDigest_AnswersOneEntryForEachTag()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var digest = await Ecr.PushAsync("aa", "one", "a");
        await Ecr.PutAsync("aa", EcrPushes.Manifest("one"), "b");

        var answer = await Ecr.OkAsync("BatchDeleteImage", $$"""{"repositoryName":"aa","imageIds":[{"imageDigest":"{{digest}}"}]}""");

        Assert.Equal(["a", "b"], answer.GetProperty("imageIds").EnumerateArray().Select(id => id.GetProperty("imageTag").GetString()));
        Assert.Equal("{\"imageIds\":[]}", (await Ecr.CallAsync("ListImages", """{"repositoryName":"aa"}""")).Text);
    }

    [Fact]
    public async Task BatchDeleteImage_ByTag_RemovesTheImageWithItsLastTag()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "a");
        await Ecr.PutAsync("aa", EcrPushes.Manifest("one"), "b");

        await Ecr.OkAsync("BatchDeleteImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"a"}]}""");
        var left = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("BatchDeleteImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"b"}]}""");
        var gone = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");

        Assert.Equal("b", Assert.Single(left.GetProperty("imageIds").EnumerateArray()).GetProperty("imageTag").GetString());
        Assert.Equal(0, gone.GetProperty("imageIds").GetArrayLength());
    }

    [Fact]
    public async Task BatchDeleteImage_OfAnIndexsChild_FailsAndKeepsItsTag()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "child");
        var index = await Ecr.PutAsync("aa", EcrPushes.Index(EcrPushes.Manifest("one")), "v1");

        var answer = await Ecr.OkAsync("BatchDeleteImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"child"}]}""");

        var failure = Assert.Single(answer.GetProperty("failures").EnumerateArray());
        Assert.Equal("ImageReferencedByManifestList", failure.GetProperty("failureCode").GetString());
        Assert.Equal($"Requested image referenced by manifest list: [{index}]", failure.GetProperty("failureReason").GetString());
        Assert.Equal(2, (await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""")).GetProperty("imageIds").GetArrayLength());
    }

    [Fact]
    public async Task PutImage_OntoAnImmutableTag_IsRefused()
    {
        await Ecr.OkAsync(
            "CreateRepository",
            """{"repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}]}""");
        await Ecr.PushAsync("aa", "one", "v1");
        await Ecr.PushAsync("aa", "two", "cache");

        var (code, message) = await Ecr.ErrorAsync("PutImage", EcrPushes.PutBody("aa", EcrPushes.Manifest("two"), "v1"));
        await Ecr.OkAsync("PutImage", EcrPushes.PutBody("aa", EcrPushes.Manifest("one"), "cache"));

        Assert.Equal("ImageTagAlreadyExistsException", code);
        Assert.Equal("The image tag 'v1' already exists in the 'aa' repository and cannot be overwritten because the tag is immutable.", message);
    }

    [Fact]
    public async Task PutImage_OfWhatIsThereAlready_SaysSo()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "v1");

        Assert.Equal("ImageAlreadyExistsException", (await Ecr.ErrorAsync("PutImage", EcrPushes.PutBody("aa", EcrPushes.Manifest("one"), "v1"))).Code);
    }

    [Fact]
    public async Task PutImage_WithoutWhatItIsMadeOf_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        Assert.Equal("LayersNotFoundException", (await Ecr.ErrorAsync("PutImage", EcrPushes.PutBody("aa", EcrPushes.Manifest("one"), null))).Code);
        var (code, message) = await Ecr.ErrorAsync("PutImage", EcrPushes.PutBody("aa", EcrPushes.Index(EcrPushes.Manifest("one")), null));
        Assert.Equal("ReferencedImagesNotFoundException", code);
        Assert.StartsWith("Images with digests ", message, StringComparison.Ordinal);
        Assert.EndsWith("do not exist", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"repositoryName":"aa"}""", "InvalidParameterException")]
    [InlineData("""{"repositoryName":"aa","imageManifest":""}""", "InvalidParameterException")]
    [InlineData("""{"repositoryName":"aa","imageManifest":"x"}""", "InvalidParameterException")]
    [InlineData("""{"repositoryName":"aa","imageManifest":"{}","imageTag":"-"}""", "InvalidParameterException")]
    [InlineData("""{"repositoryName":"aa","imageManifest":{}}""", "SerializationException")]
    public async Task PutImage_OfNoManifest_IsRefused(string body, string expected)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        Assert.Equal(expected, (await Ecr.ErrorAsync("PutImage", body)).Code);
    }

    [Fact]
    public async Task PutImage_WithAnotherDigest_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one");
        var body = $$"""{"repositoryName":"aa","imageManifest":{{JsonSerializer.Serialize(EcrPushes.Manifest("one"))}},"imageDigest":"{{EcrPushes.DigestOf("other")}}"}""";

        Assert.Equal("ImageDigestDoesNotMatchException", (await Ecr.ErrorAsync("PutImage", body)).Code);
    }

    [Fact]
    public async Task UpdateImageStorageClass_ToTheArchive_HidesTheImageUntilItIsRestored()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "v1");

        var archived = await Ecr.OkAsync("UpdateImageStorageClass", """{"repositoryName":"aa","imageId":{"imageTag":"v1"},"targetStorageClass":"ARCHIVE"}""");
        var listed = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");
        var listedAny = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa","filter":{"imageStatus":"ANY"}}""");
        var got = await Ecr.OkAsync("BatchGetImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"v1"}]}""");
        var restored = await Ecr.OkAsync("UpdateImageStorageClass", """{"repositoryName":"aa","imageId":{"imageTag":"v1"},"targetStorageClass":"STANDARD"}""");

        Assert.Equal("ARCHIVED", archived.GetProperty("imageStatus").GetString());
        Assert.Equal(0, listed.GetProperty("imageIds").GetArrayLength());
        Assert.Equal(1, listedAny.GetProperty("imageIds").GetArrayLength());
        Assert.Equal("ImageInaccessible", got.GetProperty("failures")[0].GetProperty("failureCode").GetString());
        Assert.Equal("ACTIVE", restored.GetProperty("imageStatus").GetString());
    }
}
