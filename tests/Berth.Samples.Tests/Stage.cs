using System.Diagnostics;
using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>An empty folder that is also the home, Berth installed from its tarball on the PATH, and on request a running emulator.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-samples-");
    private Process? emulator;

    private Stage(string? programs)
    {
        var path = System.Environment.GetEnvironmentVariable("PATH");
        Environment = new()
        {
            ["PATH"] = programs is null ? path! : $"{programs}:{path}",
            ["HOME"] = folder.FullName,
            ["XDG_DATA_HOME"] = Path.Combine(folder.FullName, "data"),
            ["DOTNET_CLI_HOME"] = folder.FullName,
            ["NUGET_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["BUILDAH_ISOLATION"] = "chroot",
            ["STORAGE_DRIVER"] = "vfs",
            ["REGISTRY_AUTH_FILE"] = Path.Combine(folder.FullName, "auth.json"),
        };
    }

    public string Folder => folder.FullName;

    public Dictionary<string, string> Environment { get; }

    /// <summary>Creates a stage on which Berth is installed.</summary>
    public static async Task<Stage> SetAsync() => new(Path.Combine(await Distribution.InstalledAsync(), "bin"));

    /// <summary>Creates a stage on which Berth is not installed.</summary>
    public static Stage SetEmpty() => new(null);

    /// <summary>Creates a stage on which Berth is installed and an emulator runs on a free port.</summary>
    public static async Task<Stage> SetWithEmulatorAsync()
    {
        var stage = await SetAsync();
        await stage.StartEmulatorAsync();
        return stage;
    }

    public async Task StartEmulatorAsync()
    {
        var port = Path.Combine(Folder, "port");
        var binary = Path.Combine(await Distribution.InstalledAsync(), "bin/berth");
        emulator = Process.Start(new ProcessStartInfo(binary, ["emulator", "--memory", "--port", "0", "--port-file", port]) { RedirectStandardError = true })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limits.Hang);
        while (!File.Exists(port) || new FileInfo(port).Length == 0)
        {
            Assert.False(emulator.HasExited, "the emulator ended before it listened");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        var host = $"localhost:{(await File.ReadAllTextAsync(port, limit.Token)).Trim()}";
        Environment["BERTH_HOST"] = host;
        Environment["BERTH_KIND"] = "ecr";
        Environment["BERTH_ACCOUNT"] = "123456789012";
        Environment["BERTH_REGION"] = "us-east-1";
        Environment["BERTH_ENDPOINT"] = $"http://{host}";
        Environment["AWS_ACCESS_KEY_ID"] = "any";
        Environment["AWS_SECRET_ACCESS_KEY"] = "any";
    }

    /// <summary>Runs a program, which is looked up on the PATH of the stage.</summary>
    public Task<ClientResult> RunAsync(string program, params string[] arguments) => ClientProgram.RunAsync(
        Environment["PATH"].Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program, arguments, Environment, Folder);

    /// <summary>Runs a script as a reader does, in a network and a process namespace of its own: its ports are free, and what it leaves running ends with it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="workingDirectory">The folder in which the reader runs it.</param>
    public Task<ClientResult> RunInOwnNetworkAsync(string script, string workingDirectory)
    {
        Programs.Require("unshare", "util-linux");
        Programs.Require("ip", "iproute2");
        string[] user = System.Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        var whole = $"ip link set lo up\n{script}";
        return ClientProgram.RunAsync("unshare", [.. user, "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-euo", "pipefail", "-c", whole], Environment, workingDirectory);
    }

    public async ValueTask DisposeAsync()
    {
        if (emulator is not null)
        {
            emulator.Kill();
            await emulator.WaitForExitAsync(TestContext.Current.CancellationToken);
            emulator.Dispose();
        }

        folder.Delete(recursive: true);
    }
}
