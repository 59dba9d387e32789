using System.Collections;

namespace Berth.Cli.Hosting;

/// <summary>
/// Everything of the process that a command may touch: its two consoles, environment, directories and clock.
/// Data goes to <see cref="Output"/> (stdout), everything meant for people to <see cref="People"/> (stderr).
/// </summary>
internal sealed class CommandHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter People { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>Whether people watch: only then is progress shown.</summary>
    public bool IsInteractive { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string WorkingDirectory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CommandHost OfThisProcess() => new()
    {
        Output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true },
        People = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true },
        Input = new StreamReader(Console.OpenStandardInput()),
        IsInteractive = !Console.IsErrorRedirected,
        Variables = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal),
        WorkingDirectory = Environment.CurrentDirectory,
    };

    /// <summary>A variable's value; a variable that is set to nothing counts as not set.</summary>
    public string? Variable(string name) =>
        Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The path as seen from the working directory, with a leading <c>~/</c> standing for the user's home.</summary>
    public string PathOf(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) && Variable("HOME") is { } home
            ? Path.Combine(home, path[2..])
            : Path.GetFullPath(path, WorkingDirectory);
}
