using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Berth.Bench.Registry;

/// <summary>Starts the registries.</summary>
internal static class Targets
{
    public static Target Emulator(string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("berth-bench-").FullName;
        var process = Start(Environment.ProcessPath!, ["serve", directory, .. options]);
        var endpoint = new Uri(process.StandardOutput.ReadLine()!);
        var authorization = process.StandardOutput.ReadLine()!;
        return new Target("berth", process, endpoint, authorization, directory);
    }

    /// <summary>Debian's package of distribution, or <see langword="null"/> if it is not installed.</summary>
    public static Target? DockerRegistry()
    {
        var directory = Directory.CreateTempSubdirectory("registry-bench-").FullName;
        var port = FreePort();
        var configuration = Path.Combine(directory, "config.yml");
        File.WriteAllText(configuration, $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: "{{directory}}/data" }, delete: { enabled: true } }
            http: { addr: "127.0.0.1:{{port}}" }
            """);
        try
        {
            var process = Start("docker-registry", ["serve", configuration]);
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var endpoint = new Uri($"http://127.0.0.1:{port}/");
            Await(endpoint);
            return new Target("distribution", process, endpoint, null, directory);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Directory.Delete(directory, recursive: true);
            return null;
        }
    }

    private static Process Start(string file, IEnumerable<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } && file == Environment.ProcessPath)
            {
                Console.Error.WriteLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        return process;
    }

    private static void Await(Uri endpoint)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var peer = new HttpPeer(endpoint, null);
                return;
            }
            catch (SocketException) when (attempt < 100)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
