using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Berth.Emulator.Tests.Hosting;

/// <summary>An emulator in a process of its own, to be killed. The process is this test program, told by a variable to be an emulator instead.</summary>
internal sealed class ChildEmulator : IDisposable
{
    private const string Variable = "BERTH_TEST_CHILD_DIRECTORY";

    private readonly Process process;

    private ChildEmulator(Process process, Uri endpoint)
    {
        this.process = process;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    public static async Task<ChildEmulator> StartAsync(string directory)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildEmulator).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment[Variable] = directory;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new ChildEmulator(process, new Uri(line!));
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

#pragma warning disable CA2255 // It is what makes one program of tests and emulator.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunIfChild()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } directory)
        {
            return;
        }

        // Nothing here may wait for another thread that would touch a type of this module, which is being initialized.
        var emulator = BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = directory }).GetAwaiter().GetResult();
        Console.WriteLine(emulator.Endpoint);
        Console.In.ReadLine();
        Process.GetCurrentProcess().Kill();
    }
}
