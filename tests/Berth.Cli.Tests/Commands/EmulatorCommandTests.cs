using System.Globalization;
using Berth.Cli.Failures;
using Berth.Emulator;

namespace Berth.Cli.Tests.Commands;

public sealed class EmulatorCommandTests
{
    [Theory]
    [InlineData("--port", "70000")]
    [InlineData("--port", "http")]
    [InlineData("--account", "12")]
    [InlineData("--region", "EU")]
    [InlineData("--fidelity", "high")]
    [InlineData("--tls-key", "key.pem")]
    public async Task Emulator_WithAWrongOption_IsRefused(string option, string value)
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("emulator", "--memory", option, value);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(option, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_OnAPortInUse_IsRefusedAsLocal()
    {
        await using var other = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var run = new CommandRun();
        var outcome = await run.RunAsync("emulator", "--memory", "--port", other.Endpoint.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains(other.Endpoint.Port.ToString(CultureInfo.InvariantCulture), outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_WithAnInvalidCertificate_IsRefusedAsLocal()
    {
        using var run = new CommandRun().WithFile("cert.pem", "no certificate");
        var outcome = await run.RunAsync("emulator", "--memory", "--tls-certificate", "cert.pem");
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains("cert.pem", outcome.Error, StringComparison.Ordinal);
    }
}
