using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Emulator;
using Berth.Tests.Verification;

namespace Berth.Cli.Tests.Commands;

/// <summary><c>berth verify</c> from a pushed image to the exit code.</summary>
public sealed class VerifyCommandTests
{
    private static readonly ForgedItem Image = Forge.Image();
    private static readonly ForgedItem Cache = Forge.Manifest(Forge.Item(Forge.CacheConfig, "{}"), [Forge.Layer("c")]);
    private static readonly string OtherDigest = Forge.DockerImage().Digest.ToString();

    [Fact]
    public async Task Verify_FromPrepareToPush_IsMissingThenFound()
    {
        using var run = new CommandRun();
        await using var emulator = await StartAsync(run);
        var image = await PrepareAsync(run);

        var before = await run.RunAsync("verify", image);
        await PushAsync(emulator, image, Image);
        var after = await run.RunAsync("verify", image);

        Assert.Equal(ExitCodes.NotFound, before.ExitCode);
        Assert.Equal(string.Empty, before.Output);
        Assert.StartsWith($"berth: {image} is missing: ", before.Error, StringComparison.Ordinal);
        Assert.Equal(new CommandOutcome(ExitCodes.Success, Image.Digest + "\n", string.Empty), after);
    }

    [Fact]
    public async Task Verify_WithNoEmulatorRunning_ReadsTheEmbeddedState()
    {
        using var run = new CommandRun();
        var image = await PrepareAsync(run);

        var outcome = await run.RunAsync("verify", image, "--output", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal((ExitCodes.NotFound, "missing"), (outcome.ExitCode, json.RootElement.GetProperty("verdict").GetString()));
        Assert.Equal("image", json.RootElement.GetProperty("missing").GetString());
    }

    [Theory]
    [InlineData("--platform linux/amd64", 0)]
    [InlineData("--platform linux/arm64", 11)]
    [InlineData("--max-size 1GB", 0)]
    [InlineData("--max-size 10B", 11)]
    [InlineData("--digest IMAGE", 0)]
    [InlineData("--digest OTHER", 11)]
    [InlineData("--expect-digest IMAGE", 0)]
    [InlineData("--expect-digest OTHER", 13)]
    public async Task Verify_WithAnExpectation_ExitsByTheVerdict(string options, int exitCode)
    {
        using var run = new CommandRun();
        await using var emulator = await StartAsync(run);
        var image = await PrepareAsync(run);
        await PushAsync(emulator, image, Image);
        var arguments = options.Replace("IMAGE", Image.Digest.ToString(), StringComparison.Ordinal).Replace("OTHER", OtherDigest, StringComparison.Ordinal);

        var outcome = await run.RunAsync(["verify", image, .. arguments.Split(' ')]);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal(exitCode == 0 ? Image.Digest + "\n" : string.Empty, outcome.Output);
        if (exitCode == ExitCodes.Conflict)
        {
            Assert.Contains(Image.Digest.ToString(), outcome.Error, StringComparison.Ordinal);
            Assert.Contains(OtherDigest, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_ACache_IsUnrunnableWithTheReason()
    {
        using var run = new CommandRun();
        await using var emulator = await StartAsync(run);
        var image = await PrepareAsync(run);
        await PushAsync(emulator, image, Cache);

        var text = await run.RunAsync("verify", image);
        var json = await run.RunAsync("verify", image, "--output", "json");

        Assert.Equal((ExitCodes.NotVerified, string.Empty), (text.ExitCode, text.Output));
        Assert.Contains("layer cache of BuildKit", text.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal("buildCache", document.RootElement.GetProperty("reasons")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Verify_AnImageThatIsFound_DescribesItAsJson()
    {
        using var run = new CommandRun();
        await using var emulator = await StartAsync(run);
        var image = await PrepareAsync(run);
        await PushAsync(emulator, image, Image);

        var outcome = await run.RunAsync("verify", image, "--output", "json", "--platform", "linux/amd64");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(image, json.RootElement.GetProperty("image").GetString());
        Assert.Equal("found", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(Image.Digest.ToString(), json.RootElement.GetProperty("digest").GetString());
        Assert.Equal(Image.Parts.Sum(part => part.Bytes.Length), json.RootElement.GetProperty("size").GetInt64());
        Assert.Equal("linux/amd64", json.RootElement.GetProperty("platforms")[0].GetProperty("platform").GetString());
    }

    [Fact]
    public async Task Verify_BeforeThePush_SaysThatTheTagIsFree()
    {
        using var run = new CommandRun();
        var image = await PrepareAsync(run);

        var outcome = await run.RunAsync("verify", image, "--expect-digest", OtherDigest, "--output", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal((ExitCodes.NotFound, "free"), (outcome.ExitCode, json.RootElement.GetProperty("push").GetString()));
    }

    [Fact]
    public async Task Verify_Waiting_EndsWhenTheImageIsThere()
    {
        using var run = new CommandRun();
        await using var emulator = await StartAsync(run);
        var image = await PrepareAsync(run);

        var waiting = run.RunAsync("verify", image, "--wait", "1m");
        await PushAsync(emulator, image, Image);

        Assert.Equal(ExitCodes.Success, (await waiting).ExitCode);
    }

    [Fact]
    public async Task Verify_WithNothingListening_IsUnknown()
    {
        using var run = new CommandRun();

        var outcome = await run.RunAsync("verify", "127.0.0.1:1/team/app:1", "--output", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal((ExitCodes.Unreachable, "unknown"), (outcome.ExitCode, json.RootElement.GetProperty("verdict").GetString()));
        Assert.Equal("unreachable", json.RootElement.GetProperty("cause").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("IMAGE", "nginx 1")]
    [InlineData("IMAGE", "ghcr.io/Team/App:1")]
    [InlineData("IMAGE", "https://ghcr.io/team/app:1")]
    [InlineData("--digest", "nginx:1", "--digest", "sha256:12")]
    [InlineData("--expect-digest", "nginx:1", "--expect-digest", "12")]
    [InlineData("--platform", "nginx:1", "--platform", "linux/sparc")]
    [InlineData("--max-size", "nginx:1", "--max-size", "-1")]
    [InlineData("--max-size", "nginx:1", "--max-size", "10 parsecs")]
    [InlineData("--wait", "nginx:1", "--wait", "soon")]
    [InlineData("--wait", "nginx:1", "--wait", "2000h")]
    public async Task Verify_OfInvalidInput_NamesTheFaultAndItsPlace(string where, params string[] arguments)
    {
        using var run = new CommandRun();

        var outcome = await run.RunAsync(["verify", .. arguments]);

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.StartsWith($"berth: {where}: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfSeveralFaults_ReportsAll()
    {
        using var run = new CommandRun();

        var outcome = await run.RunAsync("verify", "nginx 1", "--digest", "x", "--platform", "linux/sparc", "--max-size", "big", "--wait", "soon");

        Assert.Equal(5, outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("linux/arm64", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_APushWithOtherExpectations_IsRefused()
    {
        using var run = new CommandRun();

        var outcome = await run.RunAsync("verify", "nginx:1", "--expect-digest", OtherDigest, "--wait", "1m");

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
    }

    private static Task<BerthEmulator> StartAsync(CommandRun run) => BerthEmulator.StartAsync(
        new EmulatorOptions { DataDirectory = run.Data, AnonymousAccess = true },
        TestContext.Current.CancellationToken);

    private static async Task<string> PrepareAsync(CommandRun run) =>
        (await run.RunAsync("prepare", "--project", "web", "--environment", "test")).Output.TrimEnd();

    private static async Task PushAsync(BerthEmulator emulator, string image, ForgedItem item)
    {
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var path = image[(image.IndexOf('/', StringComparison.Ordinal) + 1)..].Split(':');
        foreach (var part in item.All)
        {
            using var content = new ByteArrayContent(part.Bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(part == item ? part.MediaType : "application/octet-stream");
            var target = part == item
                ? new Uri(emulator.Endpoint, $"v2/{path[0]}/manifests/{path[1]}")
                : await UploadAsync(http, path[0], part);
            using var response = await http.PutAsync(target, content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    private static async Task<Uri> UploadAsync(HttpClient http, string repository, ForgedItem blob)
    {
        using var start = await http.PostAsync(new Uri($"v2/{repository}/blobs/uploads/", UriKind.Relative), null, TestContext.Current.CancellationToken);
        var location = new Uri(http.BaseAddress!, start.Headers.Location!);
        return new Uri($"{location}{(location.Query.Length == 0 ? '?' : '&')}digest={blob.Digest}");
    }
}
