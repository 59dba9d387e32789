using System.Diagnostics;

namespace Berth.Cli.Tests;

/// <summary>The native binary that BERTH_BINARY names, run as a process of its own.</summary>
internal sealed class PublishedBinary : IDisposable
{
    private readonly string path;

    private PublishedBinary(string path) => this.path = path;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("berth-binary-").FullName;

    public string Data => Path.Combine(Directory, "state");

    /// <summary>The binary; a test without one is skipped.</summary>
    public static PublishedBinary Find()
    {
        var path = Environment.GetEnvironmentVariable("BERTH_BINARY");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "BERTH_BINARY does not name a published berth");
        return new PublishedBinary(path!);
    }

    /// <summary>Further variables of the processes.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Directory,
        };
        start.Environment["HOME"] = Directory;
        start.Environment["BERTH_DATA"] = Data;
        foreach (var variable in new[] { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "BERTH_CONFIG" })
        {
            start.Environment.Remove(variable);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public Task<CommandOutcome> RunAsync(params string[] arguments) => RunWithInputAsync(string.Empty, arguments);

    public async Task<CommandOutcome> RunWithInputAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandOutcome(process.ExitCode, await output, await error);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
