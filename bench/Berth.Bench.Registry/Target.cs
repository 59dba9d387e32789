using System.Diagnostics;
using System.Globalization;

namespace Berth.Bench.Registry;

/// <summary>A registry that is measured: a process with an endpoint.</summary>
internal sealed class Target(string name, Process process, Uri endpoint, string? authorization, string directory) : IDisposable
{
    public string Name => name;

    public Uri Endpoint => endpoint;

    public string? Authorization => authorization;

    public HttpPeer Connect() => new(endpoint, authorization);

    /// <summary>The most memory that the process ever had, in MB.</summary>
    public double PeakMemory()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The processor time that the process has used.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
