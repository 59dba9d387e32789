using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Lifecycle;

public sealed class LifecyclePolicyTests : EmulatorTest
{
    private const string Spaced =
        """{ "rules": [ { "rulePriority": 1, "description": "untagged", "selection": { "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 3 }, "action": { "type": "expire" } } ] }""";

    private static readonly string Compacted = Spaced.Replace(" ", string.Empty, StringComparison.Ordinal);

    [Fact]
    public async Task PutLifecyclePolicy_WithWhiteSpace_IsGivenBackCompact()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var put = await Ecr.OkAsync("PutLifecyclePolicy", Body(Spaced));
        var got = await Ecr.OkAsync("GetLifecyclePolicy", """{"repositoryName":"aa"}""");

        Assert.Equal(Compacted, put.GetProperty("lifecyclePolicyText").GetString());
        Assert.Equal(Compacted, got.GetProperty("lifecyclePolicyText").GetString());
        Assert.Equal("0.0", got.GetProperty("lastEvaluatedAt").GetRawText());
    }

    [Fact]
    public async Task DeleteLifecyclePolicy_Existing_GivesItBackOnce()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", Body(Spaced));

        var deleted = await Ecr.OkAsync("DeleteLifecyclePolicy", """{"repositoryName":"aa"}""");
        var (code, message) = await Ecr.ErrorAsync("GetLifecyclePolicy", """{"repositoryName":"aa"}""");

        Assert.Equal(Compacted, deleted.GetProperty("lifecyclePolicyText").GetString());
        Assert.Equal("LifecyclePolicyNotFoundException", code);
        Assert.Equal("Lifecycle policy does not exist for the repository with name 'aa' in the registry with id '123456789012'", message);
    }

    [Fact]
    public async Task PutLifecyclePolicy_WithTwoUntaggedRules_IsRefusedWithEcrsText()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        const string Rule = """{"rulePriority":PRIORITY,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan","countNumber":3},"action":{"type":"expire"}}""";
        var policy = "{\"rules\":[" + Rule.Replace("PRIORITY", "1", StringComparison.Ordinal) + "," + Rule.Replace("PRIORITY", "2", StringComparison.Ordinal) + "]}";

        var (code, message) = await Ecr.ErrorAsync("PutLifecyclePolicy", Body(policy));

        Assert.Equal("InvalidParameterException", code);
        Assert.StartsWith("Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure:", message, StringComparison.Ordinal);
        Assert.Contains("Only one rule can select Untagged images per storage class", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfASubmittedPolicy_EchoesItAndTellsWhatWouldExpire()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one", "cache");
        await Ecr.PushAsync("aa", "two", "cache");
        Emulator.Clock.Advance(TimeSpan.FromDays(4));

        var started = await Ecr.OkAsync("StartLifecyclePolicyPreview", Body(Spaced));
        var preview = await Ecr.OkAsync("GetLifecyclePolicyPreview", """{"repositoryName":"aa"}""");

        Assert.Equal("IN_PROGRESS", started.GetProperty("status").GetString());
        Assert.Equal(Spaced, started.GetProperty("lifecyclePolicyText").GetString());
        Assert.Equal("COMPLETE", preview.GetProperty("status").GetString());
        Assert.Equal(1, preview.GetProperty("summary").GetProperty("expiringImageTotalCount").GetInt32());
        var result = Assert.Single(preview.GetProperty("previewResults").EnumerateArray());
        Assert.Equal("{\"type\":\"EXPIRE\"}", result.GetProperty("action").GetRawText());
        Assert.Equal(1, result.GetProperty("appliedRulePriority").GetInt32());
        Assert.Equal("STANDARD", result.GetProperty("storageClass").GetString());
    }

    [Fact]
    public async Task Preview_WithoutAnyPolicy_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        Assert.Equal("LifecyclePolicyNotFoundException", (await Ecr.ErrorAsync("StartLifecyclePolicyPreview", """{"repositoryName":"aa"}""")).Code);
        Assert.Equal("LifecyclePolicyPreviewNotFoundException", (await Ecr.ErrorAsync("GetLifecyclePolicyPreview", """{"repositoryName":"aa"}""")).Code);
    }

    private static string Body(string policy) => $$"""{"repositoryName":"aa","lifecyclePolicyText":{{JsonSerializer.Serialize(policy)}}}""";
}
