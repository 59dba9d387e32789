using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Emulator;

namespace Berth.Cli.Tests.DockerCredentials;

/// <summary>The published credential helper, many processes at once.</summary>
public sealed class PublishedHelperTests
{
    private const int Processes = 50;
    private const string Server = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    [Fact]
    public async Task FiftyGets_OnAColdCache_AllAnswerAndAskAtMostOnceEach()
    {
        using var binary = PublishedBinary.Find();
        await using var emulator = await StartAsync(binary);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => binary.RunWithInputAsync(Server, "docker-credential", "get")));
        Assert.All(outcomes, AssertAnswered);
        Assert.InRange(emulator.Calls["GetAuthorizationToken"], 1, Processes);
        Assert.Single(Directory.GetFiles(Tokens(binary)));

        var before = emulator.Calls["GetAuthorizationToken"];
        AssertAnswered(await binary.RunWithInputAsync(Server, "docker-credential", "get"));
        Assert.Equal(before, emulator.Calls["GetAuthorizationToken"]);
    }

    [Fact]
    public async Task Gets_KilledWhileTheyWrite_LeaveTheCacheWhole()
    {
        using var binary = PublishedBinary.Find();
        await using var emulator = await StartAsync(binary);
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(i => KillAsync(binary, TimeSpan.FromMilliseconds(2 * i))));
        var outcome = await binary.RunWithInputAsync(Server, "docker-credential", "get");
        AssertAnswered(outcome);
    }

    private static async Task<BerthEmulator> StartAsync(PublishedBinary binary)
    {
        var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        binary.Variables["AWS_ACCESS_KEY_ID"] = "AKIATESTTESTTESTTEST";
        binary.Variables["AWS_SECRET_ACCESS_KEY"] = "a-secret-of-the-tests";
        binary.Variables["BERTH_HOST"] = Server;
        binary.Variables["BERTH_ENDPOINT"] = emulator.Endpoint.ToString();
        return emulator;
    }

    private static async Task KillAsync(PublishedBinary binary, TimeSpan after)
    {
        using var process = binary.Start("docker-credential", "get");
        await process.StandardInput.WriteAsync(Server);
        process.StandardInput.Close();
        using var delay = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(delay.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static void AssertAnswered(CommandOutcome outcome)
    {
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal("AWS", json.RootElement.GetProperty("Username").GetString());
    }

    private static string Tokens(PublishedBinary binary) => Path.Combine(binary.Directory, ".cache", "berth", "tokens");
}
