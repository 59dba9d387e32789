using Berth.Cli.Commands;
using Berth.Cli.Hosting;
using Berth.Clients.Tests;

namespace Berth.Cli.Tests;

/// <summary>Runs command lines in this process, in a directory that is removed afterwards.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    public CommandRun()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("berth-cli-").FullName;
        variables["HOME"] = Path.Combine(Directory, "home");
    }

    public string Directory { get; }

    public string Data => Path.Combine(Directory, "home", ".local", "share", "berth");

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What reads stdout, if not a buffer.</summary>
    public TextWriter? Output { get; init; }

    public CommandRun WithVariable(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    public CommandRun WithoutVariable(string name)
    {
        variables.Remove(name);
        return this;
    }

    public CommandRun WithFile(string name, string content)
    {
        var path = Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public Task<CommandOutcome> RunAsync(params string[] arguments) => RunAsync(Directory, arguments, string.Empty, TestContext.Current.CancellationToken);

    public Task<CommandOutcome> RunWithInputAsync(string input, params string[] arguments) =>
        RunAsync(Directory, arguments, input, TestContext.Current.CancellationToken);

    public Task<CommandOutcome> RunInAsync(string? directory, params string[] arguments) =>
        RunAsync(directory, arguments, string.Empty, TestContext.Current.CancellationToken);

    public Task<CommandOutcome> RunUntilAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(Directory, arguments, string.Empty, cancellationToken);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private async Task<CommandOutcome> RunAsync(string? directory, string[] arguments, string input, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CommandHost
        {
            Output = Output ?? output,
            Error = error,
            Input = new StringReader(input),
            Time = Time,
            Variables = variables,
            WorkingDirectory = directory,
        };
        var code = await BerthCommandLine.RunAsync(arguments, host, cancellationToken);
        SecretsAudit.Check($"berth {string.Join(' ', arguments)}", variables, output.ToString(), error.ToString());
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }
}
