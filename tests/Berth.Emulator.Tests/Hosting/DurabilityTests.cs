using System.Globalization;
using System.Text;

namespace Berth.Emulator.Tests.Hosting;

public sealed class DurabilityTests
{
    [Fact]
    public async Task State_AfterTheProcessIsKilled_HasAllThatWasAcknowledged()
    {
        using var directory = new TemporaryDirectory();
        var acknowledged = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            using var child = await ChildEmulator.StartAsync(directory.Path);
            acknowledged.AddRange(await CreateUntilKilledAsync(child, round));
            await child.KillAsync();
        }

        await using var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken);
        using var ecr = new EcrClient(emulator);
        var found = new HashSet<string>();
        string? token = null;
        do
        {
            var page = await ecr.OkAsync("DescribeRepositories", token is null ? """{"maxResults":1000}""" : $$"""{"maxResults":1000,"nextToken":"{{token}}"}""");
            found.UnionWith(page.GetProperty("repositories").EnumerateArray().Select(repository => repository.GetProperty("repositoryName").GetString()!));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(found));
    }

    [Fact]
    public async Task State_AfterARestart_IsAllThere()
    {
        using var directory = new TemporaryDirectory();
        var options = new EmulatorOptions { DataDirectory = directory.Path, RegistryHost = Names.RegistryHost.Parse("localhost:5000") };
        var before = new List<string>();
        string[] questions =
        [
            "DescribeRepositories", "GetRepositoryPolicy", "GetLifecyclePolicy", "ListTagsForResource", "ListImages", "DescribeImages",
        ];
        const string Body = """{"repositoryName":"aa","resourceArn":"arn:aws:ecr:us-east-1:123456789012:repository/aa"}""";

        await using (var emulator = await BerthEmulator.StartAsync(options, TestContext.Current.CancellationToken))
        {
            using var ecr = new EcrClient(emulator);
            await ecr.OkAsync("CreateRepository", """{"repositoryName":"aa","tags":[{"Key":"k","Value":"v"}],"imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"v*"}]}""");
            await ecr.OkAsync("SetRepositoryPolicy", """{"repositoryName":"aa","policyText":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}}"}""");
            await ecr.OkAsync("PutLifecyclePolicy", """{"repositoryName":"aa","lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":3},\"action\":{\"type\":\"expire\"}}]}"}""");
            await ecr.PushAsync("aa", "one", "b");
            await ecr.PutAsync("aa", EcrPushes.Manifest("one"), "a");
            await ecr.PutAsync("aa", EcrPushes.Index(EcrPushes.Manifest("one")), "b");
            await ecr.PushAsync("aa", "gone", "gone");
            await ecr.OkAsync("BatchDeleteImage", """{"repositoryName":"aa","imageIds":[{"imageTag":"gone"}]}""");
            foreach (var question in questions)
            {
                before.Add((await ecr.CallAsync(question, question == "DescribeRepositories" ? "{}" : Body)).Text);
            }
        }

        await using var again = await BerthEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        using var client = new EcrClient(again);
        foreach (var (question, answer) in questions.Zip(before))
        {
            Assert.Equal(answer, (await client.CallAsync(question, question == "DescribeRepositories" ? "{}" : Body)).Text);
        }
    }

    [Fact]
    public async Task State_MadeByALaterVersion_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        var options = new EmulatorOptions { DataDirectory = directory.Path };
        await using (await BerthEmulator.StartAsync(options, TestContext.Current.CancellationToken))
        {
        }

        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={directory.Path}/state.db;Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var exception = await Assert.ThrowsAsync<EmulatorStartException>(
            () => BerthEmulator.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("later version", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_ThatIsNoDatabase_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "state.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<EmulatorStartException>(
            () => BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken));
    }

    private static async Task<List<string>> CreateUntilKilledAsync(ChildEmulator child, int round)
    {
        var acknowledged = new List<string>();
        using var http = new HttpClient { BaseAddress = child.Endpoint };
        async Task CreateAsync(int lane)
        {
            for (var number = 0; ; number++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"r{round}-{lane}-{number}");
                using var request = new HttpRequestMessage(HttpMethod.Post, "/")
                {
                    Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"repositoryName":"{{name}}"}""")),
                };
                request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.CreateRepository");
                request.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization);
                try
                {
                    using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
                    lock (acknowledged)
                    {
                        Assert.True(response.IsSuccessStatusCode);
                        acknowledged.Add(name);
                    }

                    if (lane == 0 && number == 50)
                    {
                        await child.KillAsync();
                    }
                }
                catch (HttpRequestException)
                {
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(CreateAsync));
        return acknowledged;
    }
}
