using Berth.Cli.Failures;
using Berth.Emulator;

namespace Berth.Cli.Tests.Commands;

/// <summary>The proxy settings of the environment, in every command that uses the network.</summary>
public sealed class ProxyTests
{
    private static readonly string[] Variables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

    private static readonly Dictionary<string, string[]> Commands = new(StringComparer.Ordinal)
    {
        ["prepare"] = ["prepare", "-p", "web", "-e", "test", "--version", "1", "--short-code", "a"],
        ["login"] = ["login"],
        ["credentials"] = ["credentials", "HOST/deployments/web:1.test.a", "--allow-broad"],
        ["verify"] = ["verify", "HOST/deployments/web:1.test.a"],
        ["verify of another registry"] = ["verify", "other.invalid/acme/web:1"],
    };

    [Fact]
    public async Task Commands_WithAProxyAndARegistryOnTheLoopback_GoDirectly()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var run = Run(FakeServer.Closed(), emulator.RegistryHost.ToString(), emulator.Endpoint);

        Assert.Equal(ExitCodes.Success, (await RunAsync(run, "prepare", emulator.RegistryHost.ToString())).ExitCode);
        Assert.Equal(ExitCodes.Success, (await RunAsync(run, "login", emulator.RegistryHost.ToString())).ExitCode);
        Assert.Equal(ExitCodes.Success, (await RunAsync(run, "credentials", emulator.RegistryHost.ToString())).ExitCode);

        // Nothing was pushed: the registry answers that there is no image.
        Assert.Equal(ExitCodes.NotFound, (await RunAsync(run, "verify", emulator.RegistryHost.ToString())).ExitCode);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("login")]
    [InlineData("credentials")]
    [InlineData("verify")]
    [InlineData("verify of another registry")]
    public async Task Command_WithAProxyAndARegistryElsewhere_UsesTheProxy(string command)
    {
        var first = string.Empty;
        await using var proxy = FakeServer.Start(request =>
        {
            first = request[..request.IndexOf('\r', StringComparison.Ordinal)];
            return FakeAnswer.Stall;
        });
        using var run = Run(proxy.Endpoint, "registry.invalid", new Uri("http://ecr.invalid:8080/"));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = run.RunUntilAsync(end.Token, Arguments(command, "registry.invalid"));
        await Task.WhenAny(proxy.FirstRequest.Task, running);
        await end.CancelAsync();
        await running;

        Assert.Contains(command == "verify of another registry" ? "CONNECT other.invalid:443" : "http://ecr.invalid:8080/", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("login")]
    [InlineData("credentials")]
    [InlineData("verify")]
    public async Task Command_WithInvalidProxySettings_WarnsOfEachOnce(string command)
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var run = Run(FakeServer.Closed(), emulator.RegistryHost.ToString(), emulator.Endpoint)
            .WithVariable("HTTP_PROXY", "ftp://user:secret-word@proxy.example")
            .WithVariable("NO_PROXY", "localhost,10.0.0.0/99");

        var outcome = await RunAsync(run, command, emulator.RegistryHost.ToString());

        Assert.NotEqual(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Equal(
            ["berth: warning: HTTP_PROXY: ", "berth: warning: NO_PROXY: the entry '10.0.0.0/99' "],
            outcome.Error.Split('\n')
                .Where(line => line.StartsWith("berth: warning: ", StringComparison.Ordinal) && line.Contains("_PROXY", StringComparison.Ordinal))
                .Select(line => line[..line.IndexOf(line.Contains("NO_PROXY", StringComparison.Ordinal) ? "is ignored" : "the value", StringComparison.Ordinal)]));
        Assert.DoesNotContain("secret-word", outcome.Error, StringComparison.Ordinal);
    }

    private static CommandRun Run(Uri proxy, string host, Uri endpoint)
    {
        var run = new CommandRun()
            .WithVariable("BERTH_HOST", host)
            .WithVariable("BERTH_KIND", "ecr")
            .WithVariable("BERTH_ACCOUNT", "123456789012")
            .WithVariable("BERTH_REGION", "us-east-1")
            .WithVariable("BERTH_ENDPOINT", endpoint.ToString());
        return Variables.Aggregate(run, (configured, variable) => configured.WithVariable(variable, proxy.ToString()));
    }

    private static Task<CommandOutcome> RunAsync(CommandRun run, string command, string host) => run.RunAsync(Arguments(command, host));

    private static string[] Arguments(string command, string host) =>
        [.. Commands[command].Select(argument => argument.Replace("HOST", host, StringComparison.Ordinal))];
}
