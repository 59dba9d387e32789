using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Berth.Emulator.Tests.Protocols.Oci;

namespace Berth.Emulator.Tests.Crashes;

/// <summary>An emulator in a process of its own that can be killed. The process runs this test program again.</summary>
internal sealed class CrashServer : IDisposable
{
    private const string Variable = "BERTH_TEST_CRASH_SERVER";

    private readonly Process process;

    private CrashServer(Process process, Uri endpoint, string password)
    {
        this.process = process;
        Endpoint = endpoint;
        Password = password;
    }

    public Uri Endpoint { get; }

    public string Password { get; }

    public static async Task<CrashServer> StartAsync(string directory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(CrashServer).Assembly.Location, null)) { RedirectStandardOutput = true };
        start.Environment[Variable] = directory;
        var process = Process.Start(start)!;
        var endpoint = await process.StandardOutput.ReadLineAsync(cancellationToken);
        var password = await process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.NotNull(password);
        return new CrashServer(process, new Uri(endpoint!), password);
    }

    /// <summary>Kills the process as <c>kill -9</c> does.</summary>
    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Runs the server instead of the tests if the environment variable is set.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The runner's entry point is generated, and the server must come before it.")]
    internal static void ServeIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } directory)
        {
            Serve(directory);
        }
    }

    // This thread alone uses types of this module: another thread would wait for the module's initializer, which this is.
    private static void Serve(string directory)
    {
        var emulator = BerthEmulator
            .StartAsync(new EmulatorOptions { DataDirectory = directory, CreateOnPush = true, Fidelity = Fidelity.Oci }).GetAwaiter().GetResult();
        Console.WriteLine(emulator.Endpoint);
        Console.WriteLine(OciClient.TokenOf(emulator));
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System).GetAwaiter().GetResult();
    }
}
