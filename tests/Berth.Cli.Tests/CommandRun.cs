using Berth.Cli.Commands;
using Berth.Cli.Hosting;
using Berth.Clients.Tests;

namespace Berth.Cli.Tests;

/// <summary>One run of a command line in this process, in a directory of its own that is removed afterwards.</summary>
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

    public CommandRun WithVariable(string name, string value)
    {
        variables[name] = value;
        return this;
    }

    public CommandRun WithFile(string name, string content)
    {
        var path = Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Task<CommandOutcome> RunAsync(params string[] arguments) => RunInAsync(Directory, arguments);

    public Task<CommandOutcome> RunWithInputAsync(string input, params string[] arguments) => RunInAsync(Directory, arguments, input);

    public Task<CommandOutcome> RunInAsync(string directory, params string[] arguments) => RunInAsync(directory, arguments, string.Empty);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private async Task<CommandOutcome> RunInAsync(string directory, string[] arguments, string input)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CommandHost
        {
            Output = output,
            Error = error,
            Input = new StringReader(input),
            Time = Time,
            Variables = variables,
            WorkingDirectory = directory,
        };
        var code = await BerthCommandLine.RunAsync(arguments, host, TestContext.Current.CancellationToken);
        SecretsAudit.Check($"berth {string.Join(' ', arguments)}", variables, output.ToString(), error.ToString());
        return new CommandOutcome(code, output.ToString(), error.ToString());
    }
}
