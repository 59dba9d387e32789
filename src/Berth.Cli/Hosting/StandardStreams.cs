using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Berth.Cli.Hosting;

/// <summary>The standard streams of the process. A fault of stdout is reported; a fault of stderr is not, because there is nowhere to report it.</summary>
/// <param name="Output">stdout.</param>
/// <param name="Error">stderr.</param>
/// <param name="Input">stdin.</param>
internal sealed record StandardStreams(TextWriter Output, TextWriter Error, TextReader Input)
{
    // Held for the life of the process: a descriptor that is freed is taken by the next file that is opened, and receives what is printed.
    private static readonly List<SafeFileHandle> Placeholders = [];

    public static StandardStreams Open()
    {
        var isClosed = !OperatingSystem.IsWindows() && IsClosed(1);
        if (!OperatingSystem.IsWindows())
        {
            TakeClosedDescriptors();
        }

        var output = new OutputStream(Console.OpenStandardOutput(), isClosed);
        var error = new ErrorStream(Console.OpenStandardError());
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new StandardStreams(
            new StreamWriter(output, encoding) { AutoFlush = true },
            new StreamWriter(error, encoding) { AutoFlush = true },
            new StreamReader(Console.OpenStandardInput(), encoding));
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void TakeClosedDescriptors()
    {
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (IsClosed(descriptor))
            {
                // The system gives the lowest free descriptor.
                Placeholders.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
            }
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsClosed(int descriptor)
    {
        using var handle = new SafeFileHandle(descriptor, ownsHandle: false);
        try
        {
            File.GetUnixFileMode(handle);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or ObjectDisposedException)
        {
            return true;
        }
    }
}
