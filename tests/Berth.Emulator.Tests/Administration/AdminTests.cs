using System.Text;
using System.Text.Json;

namespace Berth.Emulator.Tests.Administration;

public sealed class AdminTests : EmulatorTest
{
    [Fact]
    public async Task Clock_Advanced_ExpiresWhatIsDue()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", """{"repositoryName":"aa","lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":3},\"action\":{\"type\":\"expire\"}}]}"}""");
        await Ecr.PushAsync("aa", "one", "cache");
        var current = await Ecr.PushAsync("aa", "two", "cache");

        var clock = await OkAsync(HttpMethod.Post, "clock", """{"advance":"3d1s"}""");

        Assert.Equal(Start + TimeSpan.FromDays(3) + TimeSpan.FromSeconds(1), clock.GetProperty("now").GetDateTimeOffset());
        var images = await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");
        Assert.Equal(current, Assert.Single(images.GetProperty("imageIds").EnumerateArray()).GetProperty("imageDigest").GetString());
        var policy = await Ecr.OkAsync("GetLifecyclePolicy", """{"repositoryName":"aa"}""");
        Assert.Equal(Emulator.Clock.GetUtcNow().ToUnixTimeSeconds(), policy.GetProperty("lastEvaluatedAt").GetDouble());
    }

    [Fact]
    public async Task Clock_SetAndReset_ShowsTheTime()
    {
        var set = await OkAsync(HttpMethod.Post, "clock", """{"set":"2030-05-06T07:08:09Z"}""");
        var back = await OkAsync(HttpMethod.Post, "clock", """{"reset":true}""");

        Assert.Equal(new DateTimeOffset(2030, 5, 6, 7, 8, 9, TimeSpan.Zero), set.GetProperty("now").GetDateTimeOffset());
        Assert.Equal(0, back.GetProperty("offsetSeconds").GetDouble());
    }

    [Fact]
    public async Task Faults_Planned_AreListedUntilTheyAreDeleted()
    {
        var planned = await OkAsync(HttpMethod.Post, "faults", """{"kind":"throttle","operation":"ListImages","count":0,"delay":"1ms"}""");
        var deleted = await OkAsync(HttpMethod.Delete, "faults");

        Assert.Equal(
            """{"faults":[{"kind":"throttle","operation":"ListImages","count":0,"probability":1,"delay":"1ms"}]}""", planned.GetRawText());
        Assert.Equal("""{"faults":[]}""", deleted.GetRawText());
    }

    [Fact]
    public async Task Health_OfTwoEmulators_HasTwoInstances()
    {
        await using var other = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var health = await OkAsync(HttpMethod.Get, "health");

        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.Equal(health.GetRawText(), (await OkAsync(HttpMethod.Get, "health")).GetRawText());
        Assert.NotEqual(health.GetProperty("instance").GetString(), other.Context.Instance);
    }

    [Fact]
    public async Task Calls_Asked_AreCounted()
    {
        await Ecr.OkAsync("DescribeRepositories", "{}");

        Assert.Equal("""{"total":1,"operations":{"DescribeRepositories":1}}""", (await OkAsync(HttpMethod.Get, "calls")).GetRawText());
        Assert.Equal("""{"total":0,"operations":{}}""", (await OkAsync(HttpMethod.Delete, "calls")).GetRawText());
    }

    [Fact]
    public async Task Lifecycle_RunOnRequest_TellsWhatItDid()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("PutLifecyclePolicy", """{"repositoryName":"aa","lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":1},\"action\":{\"type\":\"expire\"}}]}"}""");
        await Ecr.PushAsync("aa", "one");
        await Ecr.PutAsync("aa", EcrPushes.Index(EcrPushes.Manifest("one")));
        await Ecr.PushAsync("aa", "two");

        Assert.Equal("""{"repositories":1,"expired":1,"archived":0,"failed":1}""", (await OkAsync(HttpMethod.Post, "lifecycle")).GetRawText());
        Assert.Equal("""{"repositories":1,"expired":1,"archived":0,"failed":0}""", (await OkAsync(HttpMethod.Post, "lifecycle")).GetRawText());
    }

    [Fact]
    public async Task Sweep_UnreferencedLayer_DeletesItsBlob()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "kept");
        await Ecr.PushLayerAsync("aa", "unref");
        Emulator.Clock.Advance(TimeSpan.FromDays(2));

        var swept = await OkAsync(HttpMethod.Post, "sweep");

        Assert.Equal("""{"blobs":1,"bytes":5,"uploads":0}""", swept.GetRawText());
    }

    [Theory]
    [InlineData("POST", "clock", """{}""", 400)]
    [InlineData("POST", "clock", """{"advance":"soon"}""", 400)]
    [InlineData("POST", "clock", """{"advance":"-"}""", 400)]
    [InlineData("POST", "clock", """{"advance":""}""", 400)]
    [InlineData("POST", "clock", """{"advance":"999999999d"}""", 400)]
    [InlineData("POST", "clock", """{"advance":"1d","reset":true}""", 400)]
    [InlineData("POST", "clock", """{"set":"tomorrow"}""", 400)]
    [InlineData("POST", "clock", """nonsense""", 400)]
    [InlineData("POST", "faults", """{"kind":"earthquake"}""", 400)]
    [InlineData("POST", "faults", """{"kind":"throttle","often":true}""", 400)]
    [InlineData("POST", "faults", """{"kind":"throttle","probability":2}""", 400)]
    [InlineData("POST", "faults", """{"kind":"throttle","count":-1}""", 400)]
    [InlineData("POST", "faults", """{"kind":"throttle","operation":"ListImage"}""", 400)]
    [InlineData("POST", "faults", """{"kind":"throttle","after":"ListImage"}""", 400)]
    [InlineData("POST", "faults", """{"kind":"delay","delay":"2h"}""", 400)]
    [InlineData("POST", "calls", """{}""", 405)]
    [InlineData("GET", "nothing", """{}""", 404)]
    public async Task Request_ThatIsWrong_IsRefusedWithASentence(string method, string path, string body, int expected)
    {
        var (status, answer) = await CallAsync(new HttpMethod(method), path, body);

        Assert.Equal(expected, status);
        Assert.NotEmpty(answer.GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Origin", "https://page.example")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy.example")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task Request_OnBehalfOfAnother_IsRefused(string header, string value)
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        http.DefaultRequestHeaders.Add(header, value);

        using var response = await http.GetAsync(new Uri("/_berth/calls", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
    }

    private async Task<JsonElement> OkAsync(HttpMethod method, string path, string? body = null)
    {
        var (status, answer) = await CallAsync(method, path, body);
        Assert.True(status == 200, answer.ToString());
        return answer;
    }

    private async Task<(int Status, JsonElement Answer)> CallAsync(HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(method, "/_berth/" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
