using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Berth.Extensions.Tests.StateCaching;

/// <summary>A real Redis as a process of its own, on a free port of the loopback, that keeps nothing on disk.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";
    private const int Attempts = 5;

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RedisServer(Process process, DirectoryInfo folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Connection = $"127.0.0.1:{port},abortConnect=false";
    }

    /// <summary>Gets the configuration by which StackExchange.Redis reaches it.</summary>
    public string Connection { get; }

    /// <summary>Gives the configuration of a Redis that is not there.</summary>
    public static string Nowhere() => $"127.0.0.1:{FreePort()},abortConnect=false";

    /// <summary>Starts one and waits until it accepts connections. Skips the test where Redis is not installed, except in CI.</summary>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var program = Programs.Require(Program, Program);
        for (var attempt = 1; ; attempt++)
        {
            // Another process may take the port in between; then Redis ends, and the next port is tried.
            if (await TryStartAsync(program, FreePort(), cancellationToken) is { } server)
            {
                return server;
            }

            Assert.True(attempt < Attempts, $"{program} did not start in {Attempts} attempts");
        }
    }

    /// <summary>Kills it, as a crash would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<RedisServer?> TryStartAsync(string program, int port, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("berth-redis-");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.FullName])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start");
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is null)
            {
                ready.TrySetResult(false);
            }
            else if (output.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult(true);
            }
        };
        process.BeginOutputReadLine();
        var server = new RedisServer(process, folder, port);
        try
        {
            if (await ready.Task.WaitAsync(cancellationToken))
            {
                return server;
            }
        }
        catch (OperationCanceledException)
        {
            await server.DisposeAsync();
            throw;
        }

        await server.DisposeAsync();
        return null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
