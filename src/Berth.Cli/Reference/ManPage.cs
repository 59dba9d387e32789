using System.CommandLine;
using System.Text;

namespace Berth.Cli.Reference;

/// <summary>Writes a command's manual page in the man macros of roff.</summary>
internal static class ManPage
{
    /// <summary>The page's file name, such as <c>berth-config-show.1</c>.</summary>
    public static string FileName(CommandEntry entry) => string.Join('-', entry.Words) + ".1";

    public static string Write(CommandEntry entry, string version)
    {
        var page = new StringBuilder();
        var name = string.Join('-', entry.Words);
        page.Append($".TH {Escape(name.ToUpperInvariant())} 1 \"\" \"berth {Escape(version)}\" \"Berth\"\n");
        page.Append($".SH NAME\n{Escape(name)} \\- {Escape(FirstSentence(entry.Command.Description))}\n");
        page.Append($".SH SYNOPSIS\n.B {Escape(entry.Path)}\n");
        if (entry.Subcommands.Count > 0)
        {
            page.Append("\\fICOMMAND\\fR\n");
        }

        foreach (var argument in entry.Command.Arguments.Where(argument => !argument.Hidden))
        {
            page.Append($"\\fI{Escape(argument.HelpName ?? argument.Name)}\\fR\n");
        }

        page.Append("[\\fIOPTION\\fR]...\n");
        page.Append($".SH DESCRIPTION\n{Escape(entry.Command.Description)}\n");
        Section(page, "COMMANDS", entry.Subcommands, command => (Bold(command.Name), command.Description));
        Section(page, "ARGUMENTS", [.. entry.Command.Arguments.Where(argument => !argument.Hidden)], argument => ($"\\fI{Escape(argument.HelpName ?? argument.Name)}\\fR", argument.Description));
        Section(page, "OPTIONS", entry.Options, option => (Signature(option), option.Description));
        if (entry.Command is ICommandExamples { Examples.Count: > 0 } command)
        {
            page.Append(".SH EXAMPLES\n.nf\n");
            foreach (var example in command.Examples)
            {
                page.Append(Escape(example)).Append('\n');
            }

            page.Append(".fi\n");
        }

        Section(page, "EXIT STATUS", ExitCodeTable.All, code => (Bold(code.Code.ToString(System.Globalization.CultureInfo.InvariantCulture)), code.Meaning));
        page.Append(".SH SEE ALSO\n");
        var related = entry.Words.Count > 1
            ? new[] { string.Join('-', entry.Words.SkipLast(1)) }
            : [.. entry.Subcommands.Select(child => $"{name}-{child.Name}")];
        page.AppendJoin(",\n", related.Select(other => $".BR {Escape(other)} (1)")).Append('\n');
        return page.ToString();
    }

    private static void Section<T>(StringBuilder page, string title, IReadOnlyList<T> items, Func<T, (string Term, string? Text)> describe)
    {
        if (items.Count == 0)
        {
            return;
        }

        page.Append($".SH {title}\n");
        foreach (var (term, text) in items.Select(describe))
        {
            page.Append($".TP\n{term}\n{Escape(text)}\n");
        }
    }

    private static string Signature(Option option)
    {
        var names = string.Join(", ", CommandEntry.Names(option).Select(Bold));
        return option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? names : $"{names} \\fI{Escape(option.HelpName ?? "VALUE")}\\fR";
    }

    private static string Bold(string text) => $"\\fB{Escape(text)}\\fR";

    private static string FirstSentence(string? text) => (text ?? string.Empty).Split(". ")[0].TrimEnd('.');

    // A hyphen is escaped so that it can be pasted, and a dot or quote at the start of a line so that it is not read as a request.
    private static string Escape(string? text)
    {
        var escaped = (text ?? string.Empty).Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
