using System.CommandLine;
using System.Text;
using Berth.Builders;

namespace Berth.Cli.Reference;

/// <summary>Writes the completion scripts of three shells from the tree of commands.</summary>
internal static class CompletionScript
{
    /// <summary>The shells with a script.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    public static string Write(string shell, RootCommand root)
    {
        CommandEntry[] tree = [.. CommandEntry.Tree(root)];
        return shell switch
        {
            "bash" => Bash(tree),
            "zsh" => Zsh(tree),
            "fish" => Fish(tree),
            _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is no script for this shell."),
        };
    }

    private static string Bash(CommandEntry[] tree) =>
        $$"""
        # bash completion for berth: put it into a file that bash-completion loads, or source it.
        _berth() {
            local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path=berth words='' index
            for ((index = 1; index < COMP_CWORD; index++)); do
                case "$path ${COMP_WORDS[index]}" in
                    {{string.Join('|', tree.Skip(1).Select(entry => $"'{entry.Path}'"))}}) path="$path ${COMP_WORDS[index]}" ;;
                esac
            done
            case "$path $previous" in
        {{Cases(tree.SelectMany(entry => entry.Options.Where(option => CommandEntry.Values(option).Count > 0).SelectMany(option => CommandEntry.Names(option).Select(name => ($"{entry.Path} {name}", CommandEntry.Values(option))))))}}
            *)
                case "$path" in
        {{Cases(tree.Select(entry => (entry.Path, Words(entry))))}}
                esac ;;
            esac
            COMPREPLY=($(compgen -W "$words" -- "$current"))
        }
        complete -o default -F _berth berth

        """;

    private static string Zsh(CommandEntry[] tree) =>
        $$"""
        #compdef berth
        # zsh completion for berth: put it as _berth into a folder of $fpath.
        autoload -U +X bashcompinit && bashcompinit
        {{Bash(tree)}}
        """;

    private static string Fish(CommandEntry[] tree)
    {
        var script = new StringBuilder("# fish completion for berth: put it as berth.fish into ~/.config/fish/completions.\ncomplete -c berth -f\n");
        foreach (var entry in tree)
        {
            var condition = entry.Words.Count == 1
                ? "__fish_use_subcommand"
                : string.Join("; and ", entry.Words.Skip(1).Select(word => $"__fish_seen_subcommand_from {word}"));
            foreach (var child in entry.Subcommands)
            {
                script.Append($"complete -c berth -n {ShellWord.Quote(condition)} -a {child.Name} -d {ShellWord.Quote(child.Description ?? string.Empty)}\n");
            }

            foreach (var option in entry.Options.Where(option => option.Name.StartsWith("--", StringComparison.Ordinal)))
            {
                var values = CommandEntry.Values(option);
                var takesValue = option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;
                script.Append($"complete -c berth -n {ShellWord.Quote(condition)} -l {option.Name[2..]}")
                    .Append(takesValue ? " -r" : string.Empty)
                    .Append(values.Count > 0 ? $" -a {ShellWord.Quote(string.Join(' ', values))}" : string.Empty)
                    .Append($" -d {ShellWord.Quote(option.Description ?? string.Empty)}\n");
            }
        }

        return script.ToString();
    }

    private static IReadOnlyList<string> Words(CommandEntry entry) =>
        [.. entry.Subcommands.Select(command => command.Name), .. entry.Options.SelectMany(CommandEntry.Names).Where(name => name.StartsWith("--", StringComparison.Ordinal))];

    private static string Cases(IEnumerable<(string Pattern, IReadOnlyList<string> Words)> cases) =>
        string.Join('\n', cases.Select(item => $"            '{item.Pattern}') words={ShellWord.Quote(string.Join(' ', item.Words))} ;;"));
}
