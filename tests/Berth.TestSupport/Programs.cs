using System.ComponentModel;
using System.Diagnostics;

namespace Berth.TestSupport;

/// <summary>The programs on the PATH that the tests use.</summary>
public static class Programs
{
    /// <summary>Gets the path of a program, or <see langword="null"/> if it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Gets the path of a program. Skips the test if it is not installed; fails it in CI, where everything must be installed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="package">The Debian package that contains it.</param>
    public static string Require(string program, string package)
    {
        var path = Find(program);
        if (path is null)
        {
            Missing($"{program} is not installed (Debian's package {package}; eng/install-clients installs it)");
        }

        return path!;
    }

    /// <summary>Skips the test because something is missing; fails it in CI.</summary>
    public static void Missing(string reason)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{reason}, and CI must have it.");
        Assert.Skip(reason);
    }

    /// <summary>Runs a program to its end, outside of a test.</summary>
    internal static (int ExitCode, string Output, string Error) Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limits.Hang))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Limits.Hang}");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
