using System.Diagnostics;
using System.Globalization;

namespace Berth.Bench.Prepare;

/// <summary>One measured row.</summary>
internal sealed record Row(string Name, double PerSecond, double ProcessorMicroseconds, double BytesEach, double CallsEach, int Connections)
{
    /// <summary>Runs callers side by side for some seconds, after a warm-up, and measures.</summary>
    public static async Task<Row> MeasureAsync(string name, int callers, TimeSpan duration, Func<int, Task> prepareAsync, Connections? connections = null)
    {
        await RunAsync(callers, duration / 4, prepareAsync);
        GC.Collect();
        var processor = Environment.CpuUsage.TotalTime;
        var (calls, bytes, started) = (connections?.Calls ?? 0, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        var count = await RunAsync(callers, duration, prepareAsync);
        var elapsed = Stopwatch.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Row(
            name,
            count / elapsed.TotalSeconds,
            processor.TotalMicroseconds / count,
            (double)bytes / count,
            ((connections?.Calls ?? 0) - calls) / (double)count,
            connections?.Opened ?? 0);
    }

    public string Write(Row peer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-46} {PerSecond,12:N0}/s {PerSecond / peer.PerSecond,9:N1}x {ProcessorMicroseconds,9:N2} µs CPU {BytesEach,10:N0} B {CallsEach,6:0.##} calls {(Connections == 0 ? "-" : Connections.ToString(CultureInfo.InvariantCulture)),6} connections");

    private static async Task<long> RunAsync(int callers, TimeSpan duration, Func<int, Task> prepareAsync)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            long count = 0;
            for (; Stopwatch.GetTimestamp() < end; count++)
            {
                await prepareAsync((caller * 7919) + (int)count);
            }

            return count;
        })));
        return counts.Sum();
    }
}
