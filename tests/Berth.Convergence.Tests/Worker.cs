using System.Diagnostics;
using System.Globalization;

namespace Berth.Convergence.Tests;

/// <summary>A process that prepares deployments.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private Worker(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public static Worker Start(Uri endpoint, string name, int projects = 1, int count = 1, int first = 0, double budget = 5)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Berth.Convergence.Worker.dll"),
            endpoint.AbsoluteUri,
            name,
            .. new[] { projects, count, first }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            budget.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Processes retry as they do in production; and they are many, hence quick to start.
        start.Environment.Remove("AWS_MAX_ATTEMPTS");
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        return new Worker(Process.Start(start)!);
    }

    public void Kill() => process.Kill();

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, what was printed, and the errors.</returns>
    public async Task<(int ExitCode, string[] Lines, string Error)> WaitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
