using System.CommandLine;
using System.Reflection;
using Berth.Cli.Hosting;
using Berth.Cli.Reference;

namespace Berth.Cli.Commands;

/// <summary><c>berth man</c>: writes the manual pages, for those who package Berth.</summary>
internal sealed class ManCommand : BerthCommand
{
    private readonly Argument<string> folder = new("folder")
    {
        HelpName = "FOLDER",
        Description = "The folder to write the pages into; it is made if it is not there.",
    };

    public ManCommand(CommandHost host)
        : base("man", "Writes the manual pages of all commands into a folder.", host, "berth man ./man1 && man -l ./man1/berth-prepare.1") => Add(folder);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var version = typeof(ManCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder)).FullName;
        foreach (var entry in CommandEntry.Tree((RootCommand)parsed.RootCommandResult.Command))
        {
            await File.WriteAllTextAsync(Path.Combine(target, ManPage.FileName(entry)), ManPage.Write(entry, version), cancellationToken).ConfigureAwait(false);
        }

        return ExitCodes.Success;
    }
}
