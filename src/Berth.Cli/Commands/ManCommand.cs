using System.CommandLine;
using System.Reflection;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Reference;

namespace Berth.Cli.Commands;

/// <summary><c>berth man</c>: writes the manual pages, for packages of Berth.</summary>
internal sealed class ManCommand : BerthCommand
{
    private readonly Argument<string> folder = new("folder")
    {
        HelpName = "FOLDER",
        Description = "The folder to write the pages into; it is created if it does not exist.",
    };

    public ManCommand(CommandHost host)
        : base("man", "Writes the manual pages of all commands into a folder.", host, "berth man ./man1 && man -l ./man1/berth-prepare.1") => Add(folder);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var version = typeof(ManCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var target = Host.PathOf(parsed.GetRequiredValue(folder));
        try
        {
            Directory.CreateDirectory(target);
            foreach (var entry in CommandEntry.Tree((RootCommand)parsed.RootCommandResult.Command))
            {
                await File.WriteAllTextAsync(Path.Combine(target, ManPage.FileName(entry)), ManPage.Write(entry, version), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (LocalException.IsCause(exception))
        {
            throw new LocalException(
                new Fault("FOLDER", $"the pages cannot be written into '{target}': {exception.Message.TrimEnd('.')}", "name a folder that you may write to"),
                exception);
        }

        return ExitCodes.Success;
    }
}
