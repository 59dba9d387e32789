using System.Globalization;

namespace Berth.Cli.Commands;

/// <summary>Text on stdout that makes a shell fail which evaluates the output of a failed command.</summary>
internal static class ShellFailure
{
    /// <summary>A statement for <c>eval</c>: its status is the exit code.</summary>
    public static string Statement(int exitCode) => string.Create(CultureInfo.InvariantCulture, $"(exit {exitCode})\n");

    /// <summary>An option that no program knows, in place of arguments in a command substitution.</summary>
    public static string Argument => "--berth-prepare-failed\n";
}
