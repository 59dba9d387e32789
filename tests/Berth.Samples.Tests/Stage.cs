using System.Diagnostics;
using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>A folder and a home of their own, the published binary on the PATH, and if asked for an emulator of it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-samples-");
    private Process? emulator;

    private Stage(string binary)
    {
        Environment = new()
        {
            ["PATH"] = $"{Path.GetDirectoryName(binary)}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = folder.FullName,
            ["XDG_DATA_HOME"] = Path.Combine(folder.FullName, "data"),
            ["NUGET_PACKAGES"] = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            ["BUILDAH_ISOLATION"] = "chroot",
            ["STORAGE_DRIVER"] = "vfs",
            ["REGISTRY_AUTH_FILE"] = Path.Combine(folder.FullName, "auth.json"),
        };
        Binary = binary;
    }

    public string Binary { get; }

    public string Folder => folder.FullName;

    public Dictionary<string, string> Environment { get; }

    public static Stage Set()
    {
        var binary = System.Environment.GetEnvironmentVariable("BERTH_BINARY");
        Assert.SkipUnless(File.Exists(binary), "BERTH_BINARY does not name the published binary; ./test sets it.");
        return new Stage(binary);
    }

    public static async Task<Stage> SetWithEmulatorAsync()
    {
        var stage = Set();
        var port = Path.Combine(stage.Folder, "port");
        var start = new ProcessStartInfo(stage.Binary, ["emulator", "--memory", "--port", "0", "--port-file", port]) { RedirectStandardError = true };
        stage.emulator = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!File.Exists(port) || new FileInfo(port).Length == 0)
        {
            await Task.Delay(20, limit.Token);
        }

        var host = $"localhost:{(await File.ReadAllTextAsync(port, limit.Token)).Trim()}";
        stage.Environment["BERTH_HOST"] = host;
        stage.Environment["BERTH_KIND"] = "ecr";
        stage.Environment["BERTH_ACCOUNT"] = "123456789012";
        stage.Environment["BERTH_REGION"] = "us-east-1";
        stage.Environment["BERTH_ENDPOINT"] = $"http://{host}";
        stage.Environment["AWS_ACCESS_KEY_ID"] = "any";
        stage.Environment["AWS_SECRET_ACCESS_KEY"] = "any";
        return stage;
    }

    public Task<ClientResult> RunAsync(string program, params string[] arguments) =>
        ClientProgram.RunAsync(program, arguments, Environment, Folder);

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
