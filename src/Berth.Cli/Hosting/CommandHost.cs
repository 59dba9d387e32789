using System.Collections;
using System.Net;
using Berth.Networking;

namespace Berth.Cli.Hosting;

/// <summary>
/// The parts of the process that a command may use: its standard streams, environment, directories and clock.
/// Data goes to <see cref="Output"/> (stdout), messages go to <see cref="Error"/> (stderr).
/// </summary>
internal sealed class CommandHost
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>Whether stderr is a terminal. Progress is shown only there.</summary>
    public bool IsInteractive { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The working directory, or <see langword="null"/> if it was deleted.</summary>
    public required string? WorkingDirectory { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    private ProxySettings? Proxy { get; set; }

    public static CommandHost OfThisProcess()
    {
        var streams = StandardStreams.Open();
        return new CommandHost
        {
            Output = streams.Output,
            Error = streams.Error,
            Input = streams.Input,
            IsInteractive = !Console.IsErrorRedirected,
            Variables = Environment.GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal),
            WorkingDirectory = FindWorkingDirectory(),
        };
    }

    /// <summary>The value of a variable, or <see langword="null"/> if it is not set or empty.</summary>
    public string? Variable(string name) =>
        Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Reads the proxy settings of the environment. At the first call it writes a warning for each of them that is not valid.</summary>
    /// <returns>The settings, or <see langword="null"/> if no proxy is set; then those of the system apply.</returns>
    public IWebProxy? ReadProxy()
    {
        if (Proxy is null)
        {
            Proxy = ProxySettings.Create(Variable);
            foreach (var fault in Proxy.Faults)
            {
                Error.WriteLine($"berth: warning: {fault}");
            }
        }

        return Proxy.IsEmpty ? null : Proxy;
    }

    /// <summary>The full path of a path that the user gave, relative to the working directory. A leading <c>~/</c> is the home directory.</summary>
    /// <exception cref="Failures.LocalException">The path has no meaning here.</exception>
    public string PathOf(string path) => UserPath.Resolve(path, WorkingDirectory, Variable("HOME"));

    private static string? FindWorkingDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
