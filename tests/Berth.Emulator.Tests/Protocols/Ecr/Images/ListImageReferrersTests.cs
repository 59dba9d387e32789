using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Images;

public sealed class ListImageReferrersTests : EmulatorTest
{
    [Fact]
    public async Task ListImageReferrers_OfAReferrerWithEveryMember_ReturnsAllOfThem()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var subject = await Ecr.PushAsync("aa", "one", "v1");
        var referrer = await PushReferrerAsync(subject, """ "annotations":{"org.example/key":"value","empty":""}""");

        var answer = await Ecr.OkAsync("ListImageReferrers", $$$"""{"repositoryName":"aa","subjectId":{"imageDigest":"{{{subject}}}"}}""");

        var found = Assert.Single(answer.GetProperty("referrers").EnumerateArray());
        Assert.Equal(referrer, found.GetProperty("digest").GetString());
        Assert.Equal("application/vnd.example.sbom", found.GetProperty("artifactType").GetString());
        Assert.Equal("""{"org.example/key":"value","empty":""}""", JsonSerializer.Serialize(found.GetProperty("annotations")));
        Assert.Equal(
            ["annotations", "artifactStatus", "artifactType", "digest", "mediaType", "size"],
            found.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(""" "annotations":{"a":"\ud800","b":"x"}""")]
    [InlineData(""" "annotations":{"\ud800":"a","b":"x"}""")]
    [InlineData(""" "annotations":{"a":1,"b":"x"}""")]
    [InlineData(""" "annotations":null""")]
    [InlineData(""" "annotations":[]""")]
    public async Task ListImageReferrers_OfInvalidAnnotations_IsNeverAServerError(string members)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        var subject = await Ecr.PushAsync("aa", "one", "v1");
        await Ecr.CallAsync("PutImage", EcrPushes.PutBody("aa", Referrer(subject, members), null));

        var answer = await Ecr.CallAsync("ListImageReferrers", $$$"""{"repositoryName":"aa","subjectId":{"imageDigest":"{{{subject}}}"}}""");

        Assert.Equal(200, answer.Status);
    }

    private static string Referrer(string subject, string members) =>
        EcrPushes.Manifest("one")[..^1]
        + $$""","artifactType":"application/vnd.example.sbom","subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{subject}}","size":{{EcrPushes.Manifest("one").Length}}},{{members}}}""";

    private Task<string> PushReferrerAsync(string subject, string members) => Ecr.PutAsync("aa", Referrer(subject, members));
}
