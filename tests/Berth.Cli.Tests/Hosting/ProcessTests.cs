using System.Diagnostics;
using Berth.Cli.Failures;
using Berth.Emulator;

namespace Berth.Cli.Tests.Hosting;

/// <summary>Faults of the process's surroundings, in a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string EcrHost = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private const string WithoutKeys = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_EC2_METADATA_DISABLED;";
    private const string SsoProfile = """
        [profile sso]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = dev
        [sso-session corp]
        sso_start_url = https://sso.invalid/start
        sso_region = eu-central-1
        """;

    private readonly string directory = Directory.CreateTempSubdirectory("berth-process-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("berth config show >/dev/full", ExitCodes.Local, "stdout: the result cannot be written: No space left on device")]
    [InlineData("berth config show --help >/dev/full", ExitCodes.Local, "stdout: the result cannot be written")]
    [InlineData("berth --version >/dev/full", ExitCodes.Local, "stdout: the result cannot be written")]
    [InlineData("berth config show >&-", ExitCodes.Local, "stdout: the result cannot be written")]
    [InlineData("berth prepare -p web -e test --host ghcr.io -v 1 --short-code a >/dev/full", ExitCodes.Local, "the image reference is ghcr.io/deployments/web:1.test.a")]
    [InlineData("berth prepare -p web -e test -v 1 --short-code a >&-", ExitCodes.Local, "the image reference is localhost:5000/deployments/web:1.test.a")]
    [InlineData("berth config show 2>/dev/full", ExitCodes.Success, "")]
    [InlineData("berth config show --frobnicate 2>&-", ExitCodes.Usage, "")]
    [InlineData("berth docker-credential get <&-", 1, "")]
    [InlineData("mkdir gone; cd gone; rmdir ../gone; berth config show", ExitCodes.Success, "")]
    [InlineData("mkdir gone; cd gone; rmdir ../gone; berth config show --config x.json", ExitCodes.Local, "the working directory does not exist")]
    [InlineData("berth man /proc/man", ExitCodes.Local, "FOLDER: the pages cannot be written")]
    [InlineData("berth man /proc/version", ExitCodes.Local, "FOLDER: the pages cannot be written")]
    [InlineData("berth emulator --data /proc/x --port 0", ExitCodes.Local, "/proc/x")]
    [InlineData("berth emulator --data /proc/version --port 0", ExitCodes.Local, "/proc/version")]
    [InlineData("berth prepare -p web -e test --data /proc/x", ExitCodes.Local, "/proc/x")]
    [InlineData("HOME=/proc berth prepare -p web -e test", ExitCodes.Local, "/proc")]
    [InlineData("berth login localhost:5000 --endpoint http://127.0.0.1:1 --docker-config /proc/version", ExitCodes.Unreachable, "GetAuthorizationToken")]
    public async Task Process_InAFaultySurrounding_EndsWithOneMessage(string script, int exitCode, string expected)
    {
        var outcome = await RunAsync(script);
        Assert.True(exitCode == outcome.ExitCode, $"{outcome.ExitCode} in place of {exitCode}: {outcome.Error}");
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_WithoutItsDatabaseLibrary_SaysWhichIsMissing()
    {
        var copy = Directory.CreateDirectory(Path.Combine(directory, "program")).FullName;
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var outcome = await RunAsync("berth prepare -p web -e test", copy);
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains("a library is missing", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_PROFILE=sso AWS_EC2_METADATA_DISABLED=true")]
    [InlineData("AWS_EC2_METADATA_DISABLED=true")]
    [InlineData("AWS_PROFILE=absent AWS_EC2_METADATA_DISABLED=true")]
    public async Task Login_WithoutCredentials_IsOneMessageWithTheCallAndTheRemedy(string variables)
    {
        Directory.CreateDirectory(Path.Combine(directory, ".aws"));
        await File.WriteAllTextAsync(Path.Combine(directory, ".aws", "config"), SsoProfile, TestContext.Current.CancellationToken);
        var outcome = await RunAsync($"{WithoutKeys} {variables} berth login {EcrHost}");
        Assert.Equal(ExitCodes.Credentials, outcome.ExitCode);
        Assert.Single(outcome.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("berth: ECR GetAuthorizationToken", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("; ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithASilentMetadataService_EndsAtTheLimit()
    {
        await using var server = FakeServer.Start(_ => FakeAnswer.Stall);
        var outcome = await RunAsync($"{WithoutKeys} AWS_EC2_METADATA_SERVICE_ENDPOINT={server.Endpoint} berth login {EcrHost} --timeout 1500ms");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.StartsWith("berth: no complete answer came within 1.5 s; ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_WithAProxyWhileAnEmulatorServesTheDirectory_ReachesIt()
    {
        var data = Path.Combine(directory, "data");
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = data }, TestContext.Current.CancellationToken);
        var dead = FakeServer.Closed();

        var outcome = await RunAsync($"export HTTP_PROXY={dead} http_proxy={dead} ALL_PROXY={dead}; berth prepare -p web -e test -v 1 --short-code a --data {data}");

        Assert.Equal(
            new CommandOutcome(ExitCodes.Success, $"localhost:{emulator.Endpoint.Port}/deployments/web:1.test.a\n", string.Empty),
            outcome);
    }

    private async Task<CommandOutcome> RunAsync(string script, string? program = null)
    {
        var assembly = Path.Combine(program ?? AppContext.BaseDirectory, "Berth.Cli.dll");
        var start = new ProcessStartInfo("bash", ["-c", $"berth() {{ dotnet exec '{assembly}' \"$@\"; }}\n{script}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BERTH_", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = directory;
        start.Environment["DOTNET_CLI_HOME"] = directory;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandOutcome(process.ExitCode, await output, await error);
    }
}
