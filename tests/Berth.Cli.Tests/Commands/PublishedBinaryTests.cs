using System.Diagnostics;
using System.Text.Json;
using Berth.Cli.Failures;

namespace Berth.Cli.Tests.Commands;

/// <summary>The published binary end to end.</summary>
public sealed class PublishedBinaryTests
{
    private const int Processes = 20;

    [Fact]
    public async Task TwentyProcesses_OnOneDataDirectory_AllSucceedWithOneRepository()
    {
        using var binary = PublishedBinary.Find();
        await PrepareAtOnceAsync(binary);
    }

    [Fact]
    public async Task TwentyProcesses_AgainstOneRunningEmulator_AllSucceedWithOneRepository()
    {
        using var binary = PublishedBinary.Find();
        using var emulator = binary.Start("emulator", "--port", "0");
        var greeting = await GreetingAsync(emulator);
        Assert.Contains("http://localhost:", greeting, StringComparison.Ordinal);
        await PrepareAtOnceAsync(binary);
        await StopAsync(emulator);
        Assert.Equal(ExitCodes.Success, emulator.ExitCode);
    }

    [Fact]
    public async Task Prepare_AfterTheEmulatorWasKilled_FindsWhatItHad()
    {
        using var binary = PublishedBinary.Find();
        using (var emulator = binary.Start("emulator", "--port", "0"))
        {
            await GreetingAsync(emulator);
            Assert.True(await PrepareAsync(binary));
            emulator.Kill();
            await emulator.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.False(await PrepareAsync(binary));
    }

    private static async Task PrepareAtOnceAsync(PublishedBinary binary)
    {
        var created = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => PrepareAsync(binary)));
        Assert.Single(created, true);
    }

    private static async Task<bool> PrepareAsync(PublishedBinary binary)
    {
        var outcome = await binary.RunAsync("prepare", "-p", "proj_abc", "-e", "production", "-o", "json");
        Assert.True(outcome.ExitCode == ExitCodes.Success, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        return json.RootElement.GetProperty("repositoryCreated").GetBoolean();
    }

    private static async Task<string> GreetingAsync(Process emulator) =>
        await emulator.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ?? string.Empty;

    private static async Task StopAsync(Process process)
    {
        using var stop = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
