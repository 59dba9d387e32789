using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>Every sample runs as its readme says.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public async Task Story_WalksFromPrepareToTheSweptCache()
    {
        ClientProgram.Require("skopeo", "skopeo");
        ClientProgram.Require("buildah", "buildah");
        await using var stage = Stage.Set();
        var output = (await stage.RunAsync(Sample("story/run"))).Succeeded();
        Assert.Contains("cannot be overwritten because the tag is immutable", output, StringComparison.Ordinal);
        Assert.Contains("The old cache image is gone; the version and the cache are there", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipeline_TheSecondTime_TakesItsLayersFromTheCacheTag()
    {
        ClientProgram.Require("buildah", "buildah");
        await using var stage = await Stage.SetWithEmulatorAsync();
        var context = Directory.CreateDirectory(Path.Combine(stage.Folder, "context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "hello"), "hello", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(context, "Containerfile"), "FROM scratch\nCOPY hello /hello\nLABEL greets=you\n", TestContext.Current.CancellationToken);

        stage.Environment["CONTAINERS_STORAGE_CONF"] = await StorageAsync(stage, "first");
        Assert.DoesNotContain("Using cache", (await stage.RunAsync(Sample("pipeline/deploy"), "proj_abc", "1", context)).Succeeded(), StringComparison.Ordinal);

        stage.Environment["CONTAINERS_STORAGE_CONF"] = await StorageAsync(stage, "second");
        var second = (await stage.RunAsync(Sample("pipeline/deploy"), "proj_abc", "2", context)).Succeeded();
        Assert.Equal(2, second.Split("Using cache").Length - 1);
        Assert.Matches(@"deploy localhost:\d+/deployments/proj_abc@sha256:[0-9a-f]{64}", second);
    }

    [Fact]
    public async Task DotnetPublish_PushesAnImageThatVerifies()
    {
        ClientProgram.Require("skopeo", "skopeo");
        await using var stage = Stage.Set();
        Assert.Matches(@"(?m)^sha256:[0-9a-f]{64}$", (await stage.RunAsync(Sample("dotnet-publish/run"))).Succeeded());
    }

    [Fact]
    public async Task Workflow_ShellSteps_RunAndSetTheOutputsThatLaterStepsTake()
    {
        await using var stage = await Stage.SetWithEmulatorAsync();
        var workflow = Repository.Read("samples/github-actions/deploy.yml");
        stage.Environment["GITHUB_OUTPUT"] = Path.Combine(stage.Folder, "outputs");
        stage.Environment["GITHUB_RUN_NUMBER"] = "42";
        stage.Environment["DOCKER_CONFIG"] = Path.Combine(stage.Folder, "docker");
        string[] steps = [.. RunStep().Matches(workflow).Select(match => match.Groups["script"].Value)];
        Assert.Equal(3, steps.Length);

        // The last step verifies what the build step, an action that needs docker, has pushed.
        foreach (var step in steps[..^1])
        {
            (await stage.RunAsync("bash", "-euo", "pipefail", "-c", step)).Succeeded();
        }

        var set = (await File.ReadAllLinesAsync(stage.Environment["GITHUB_OUTPUT"], TestContext.Current.CancellationToken)).Select(line => line.Split('=', '<')[0]);
        Assert.Empty(TakenOutput().Matches(workflow).Select(match => match.Groups["name"].Value).Except(set));

        stage.Environment["IMAGE"] = $"{stage.Environment["BERTH_HOST"]}/deployments/proj_abc:never-pushed";
        Assert.Contains("missing", (await stage.RunAsync("bash", "-c", steps[^1].Replace("--wait 60", "--wait 1", StringComparison.Ordinal))).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployEndpoint_AnswersADeployment_AndRefusesAWrongOne()
    {
        await using var stage = await Stage.SetWithEmulatorAsync();
        var assembly = Repository.Files("samples/deploy-endpoint", "*.csproj").Select(_ => NewestBuild()).Single();
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        foreach (var (name, value) in stage.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["Berth__Registry__Host"] = stage.Environment["BERTH_HOST"];
        start.Environment["Berth__Registry__Endpoint"] = stage.Environment["BERTH_ENDPOINT"];
        using var service = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = await ListeningAsync(service) };
            using var good = await client.PostAsync(new Uri("/deployments", UriKind.Relative), Json("""{"project":"proj_abc","environment":"production","version":"1"}"""), TestContext.Current.CancellationToken);
            var answer = await good.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.StartsWith($"{stage.Environment["BERTH_HOST"]}/deployments/proj_abc:1.production.", answer.GetProperty("image").GetString(), StringComparison.Ordinal);
            Assert.True(answer.GetProperty("repositoryCreated").GetBoolean());

            using var bad = await client.PostAsync(new Uri("/deployments", UriKind.Relative), Json("""{"project":"Proj Abc","environment":"production","version":"1/2"}"""), TestContext.Current.CancellationToken);
            Assert.Equal(400, (int)bad.StatusCode);
            var problem = await bad.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("project", problem, StringComparison.Ordinal);
            Assert.Contains("version", problem, StringComparison.Ordinal);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static string Sample(string path) => Path.Combine(Repository.Root, "samples", path);

    private static string NewestBuild() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples/deploy-endpoint/bin"), "DeployEndpoint.dll", SearchOption.AllDirectories)
            .MaxBy(File.GetLastWriteTimeUtc)!;

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task<Uri> ListeningAsync(Process service)
    {
        while (await service.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var address])
            {
                return new Uri(address);
            }
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }

    // A storage of its own stands for another machine, on which nothing was built before.
    private static async Task<string> StorageAsync(Stage stage, string name)
    {
        var path = Path.Combine(stage.Folder, $"{name}.conf");
        await File.WriteAllTextAsync(path, $"[storage]\ndriver = \"vfs\"\ngraphroot = \"{stage.Folder}/{name}\"\nrunroot = \"{stage.Folder}/{name}-run\"\n", TestContext.Current.CancellationToken);
        return path;
    }

    [GeneratedRegex(@"^ +(?:- )?run: \|\n(?<script>(?: {10}.*\n?)+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex RunStep();

    [GeneratedRegex(@"steps\.prepare\.outputs\.(?<name>[\w-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex TakenOutput();
}
