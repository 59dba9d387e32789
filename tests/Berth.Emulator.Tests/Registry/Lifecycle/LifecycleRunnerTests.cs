using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Registry.Lifecycle;

public sealed class LifecycleRunnerTests : EmulatorTest
{
    private const string Archive =
        """{"repositoryName":"aa","lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"sinceImagePulled\",\"countUnit\":\"days\",\"countNumber\":90},\"action\":{\"type\":\"transition\",\"targetStorageClass\":\"archive\"}}]}"}""";

    private const string Expire =
        """{"repositoryName":"aa","lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}"}""";

    private readonly FakeTimeProvider time = new(Start);

    [Fact]
    public async Task Run_OfATransition_ArchivesWhatWasNotPulled()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", Archive);
        await Ecr.PushAsync("aa", "one", "old");
        await Ecr.PushAsync("aa", "two", "used");
        Emulator.Clock.Advance(TimeSpan.FromDays(60));
        await Ecr.OkAsync("BatchGetImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"used"}]}""");
        Emulator.Clock.Advance(TimeSpan.FromDays(60));

        var run = await Emulator.RunLifecyclePoliciesAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0, 1), (run.Repositories, run.Expired, run.Archived));
        var archived = await Ecr.OkAsync("DescribeImages", """{"repositoryName":"aa","filter":{"imageStatus":"ARCHIVED"}}""");
        Assert.Equal("old", Assert.Single(archived.GetProperty("imageDetails").EnumerateArray()).GetProperty("imageTags")[0].GetString());
    }

    [Fact]
    public async Task Run_OfImagesPushedInOneMoment_KeepsTheLastPushed()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", Expire);
        foreach (var content in new[] { "one", "two", "three" })
        {
            await Ecr.PushAsync("aa", content, content);
        }

        await Emulator.RunLifecyclePoliciesAsync(TestContext.Current.CancellationToken);

        var left = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");
        Assert.Equal("three", Assert.Single(left.GetProperty("imageIds").EnumerateArray()).GetProperty("imageTag").GetString());
    }

    [Fact]
    public async Task BackgroundJobs_AfterAnHour_RunPoliciesThatAreDue()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", Expire);
        await Ecr.PushAsync("aa", "one");
        await Ecr.PushAsync("aa", "two");

        time.Advance(TimeSpan.FromMinutes(1));

        // The run executes on another thread; each request gives it time to complete.
        for (var question = 0; question < 10_000; question++)
        {
            if ((await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""")).GetProperty("imageIds").GetArrayLength() == 1)
            {
                return;
            }
        }

        Assert.Fail("the policy did not run by itself");
    }

    protected override EmulatorOptions Options() => base.Options() with { TimeProvider = time };
}
