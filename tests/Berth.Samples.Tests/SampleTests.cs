using System.Text.RegularExpressions;
using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>Each sample runs as its reader runs it.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public async Task Story_FromPrepareToTheExpiredCache_Succeeds()
    {
        ClientProgram.Require("skopeo", "skopeo");
        ClientProgram.Require("buildah", "buildah");
        await using var stage = await Stage.SetAsync();
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
        await using var stage = await Stage.SetAsync();
        Assert.Matches(@"(?m)^sha256:[0-9a-f]{64}$", (await stage.RunAsync(Sample("dotnet-publish/run"))).Succeeded());
    }

    [Fact]
    public async Task Workflow_ShellSteps_InstallBerthAndSetTheOutputsThatLaterStepsTake()
    {
        await using var stage = Stage.SetEmpty();
        var tarball = await Distribution.TarballAsync();
        await stage.StartEmulatorAsync();
        var workflow = Checkout.Read("samples/github-actions/deploy.yml");
        stage.Environment["GITHUB_OUTPUT"] = Path.Combine(stage.Folder, "outputs");
        stage.Environment["GITHUB_PATH"] = Path.Combine(stage.Folder, "path");
        stage.Environment["GITHUB_RUN_NUMBER"] = "42";
        stage.Environment["RUNNER_TEMP"] = Directory.CreateDirectory(Path.Combine(stage.Folder, "temp")).FullName;
        stage.Environment["BERTH_TARBALL"] = $"file://{tarball}";
        stage.Environment["DOCKER_CONFIG"] = Path.Combine(stage.Folder, "docker");
        string[] steps = [.. RunStep().Matches(workflow).Select(match => match.Groups["script"].Value)];
        Assert.Equal(4, steps.Length);

        // The last step verifies what the build step, an action that needs docker, has pushed.
        foreach (var step in steps[..^1])
        {
            (await RunStepAsync(stage, step)).Succeeded();
        }

        var set = (await File.ReadAllLinesAsync(stage.Environment["GITHUB_OUTPUT"], TestContext.Current.CancellationToken)).Select(line => line.Split('=', '<')[0]);
        Assert.Empty(TakenOutput().Matches(workflow).Select(match => match.Groups["name"].Value).Except(set));

        stage.Environment["IMAGE"] = $"{stage.Environment["BERTH_HOST"]}/deployments/proj_abc:never-pushed";
        Assert.Contains("missing", (await RunStepAsync(stage, steps[^1].Replace("--wait 60", "--wait 1", StringComparison.Ordinal))).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployEndpoint_StartedAsItsReadmeSays_ReturnsTheReferenceAndRefusesAnInvalidDeployment()
    {
        await using var stage = await Stage.SetAsync();
        var steps = Checkout.Read("samples/deploy-endpoint/README.md").Split("```shell\n")[1].Split("```")[0];
        Assert.Contains("dotnet run &", steps, StringComparison.Ordinal);

        // The build that it starts is done already. After the documented request, an invalid one.
        var script = steps.Replace("dotnet run ", "dotnet run --no-build -c Release ", StringComparison.Ordinal)
            + """

            status=$(curl -sS -o "$HOME/invalid" -w '%{http_code}' http://localhost:5080/deployments --json '{"project":"Proj Abc","environment":"production","version":"1/2"}')
            cat "$HOME/invalid"
            [ "$status" = 400 ]
            """;
        var output = (await stage.RunInOwnNetworkAsync(script, Sample("deploy-endpoint"))).Succeeded();

        Assert.Contains("\"image\":\"localhost:5000/deployments/proj_abc:20251203.1.production.", output, StringComparison.Ordinal);
        Assert.Contains("\"repositoryCreated\":true", output, StringComparison.Ordinal);
        Assert.Contains("\"project\":", output, StringComparison.Ordinal);
        Assert.Contains("\"version\":", output, StringComparison.Ordinal);
    }

    // As the runner of GitHub Actions does: bash with these options, and what a step adds to GITHUB_PATH is on the PATH of the next one.
    private static async Task<ClientResult> RunStepAsync(Stage stage, string step)
    {
        var added = stage.Environment["GITHUB_PATH"];
        var path = File.Exists(added) ? string.Join(':', await File.ReadAllLinesAsync(added, TestContext.Current.CancellationToken)) + ":" : string.Empty;
        return await stage.RunAsync("bash", "-euo", "pipefail", "-c", $"export PATH=\"{path}$PATH\"\n{step}");
    }

    private static string Sample(string path) => Path.Combine(Checkout.Root, "samples", path);

    // A storage of its own is another machine, on which nothing was built before.
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
