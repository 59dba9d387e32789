using System.Text;
using System.Text.RegularExpressions;

namespace Berth.Docs.Tests;

/// <summary>
/// A page of the documentation and its fenced blocks. A block's language says what a test does with it: <c>sh</c> is run, all of a page's
/// in one shell, in order; <c>json</c> must parse; <c>csharp</c> must stand in code that the build compiles; <c>text</c>, <c>console</c>
/// and <c>http</c> show what is printed or sent.
/// </summary>
internal sealed partial class MarkdownPage(string path)
{
    public string Text { get; } = Checkout.Read(path);

    public static IEnumerable<string> All() =>
        Checkout.Files(".", "*.md").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

    public IEnumerable<(string Language, string Code)> Blocks() =>
        Fence().Matches(Text).Select(match => (match.Groups["language"].Value, Dedent(match.Groups["code"].Value, match.Groups["indent"].Length)));

    public IEnumerable<string> RelativeLinks() =>
        Link().Matches(Fence().Replace(Text, string.Empty))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith("mailto:", StringComparison.Ordinal));

    private static string Dedent(string code, int indent) =>
        code.Split('\n').Aggregate(new StringBuilder(), (text, line) => text.Append(line.Length >= indent ? line[indent..] : line.TrimStart()).Append('\n')).ToString();

    [GeneratedRegex(@"^(?<indent> *)```(?<language>[a-z]*)[^\n]*\n(?<code>.*?)^ *```\s*$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"!?\[[^\]]*\]\((?<target>[^)\s]+)[^)]*\)|<img[^>]+src=""(?<target>[^""]+)""|srcset=""(?<target>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
