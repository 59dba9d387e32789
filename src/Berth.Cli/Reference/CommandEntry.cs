using System.CommandLine;

namespace Berth.Cli.Reference;

/// <summary>A command with the words that lead to it, for manual pages and completions.</summary>
internal sealed record CommandEntry(IReadOnlyList<string> Words, Command Command)
{
    private const string Program = "berth";

    /// <summary>The words with spaces between them: <c>berth config show</c>.</summary>
    public string Path => string.Join(' ', Words);

    public IReadOnlyList<Command> Subcommands => [.. Command.Subcommands.Where(command => !command.Hidden).OrderBy(command => command.Name, StringComparer.Ordinal)];

    /// <summary>The command's own options and the recursive ones of its parents, such as <c>--help</c>.</summary>
    public IReadOnlyList<Option> Options =>
    [
        .. Command.Options
            .Concat(Above(Command).SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .Where(option => !option.Hidden)
            .OrderBy(option => option.Name, StringComparer.Ordinal),
    ];

    /// <summary>All commands that are not hidden, each before its subcommands.</summary>
    public static IEnumerable<CommandEntry> Tree(RootCommand root) => Below([Program], root);

    /// <summary>An option's names, the long one first.</summary>
    public static IEnumerable<string> Names(Option option) => option.Aliases.Prepend(option.Name).Distinct();

    /// <summary>The words that an option accepts, where it accepts no others.</summary>
    public static IReadOnlyList<string> Values(Option option) => option.ValueType == typeof(bool)
        ? []
        : [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Command> Above(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => Above(parent).Prepend(parent));

    private static IEnumerable<CommandEntry> Below(string[] words, Command command)
    {
        var entry = new CommandEntry(words, command);
        return entry.Subcommands
            .SelectMany(child => Below([.. words, child.Name], child))
            .Prepend(entry);
    }
}
