using System.Text.RegularExpressions;

namespace Berth.Architecture.Tests;

/// <summary>The project's texts use the terms of the .NET and AWS documentation, not words of their own.</summary>
public sealed partial class LanguageTests
{
    /// <summary>Texts in which a listed word is the standard term.</summary>
    private static readonly string[] Allowed =
    [
        "CHANGELOG.md",
        "tests/Berth.Architecture.Tests/LanguageTests.cs",
    ];

    public static TheoryData<string> Folders() => ["src", "tests", "docs", "samples", "bench", "eng"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Texts_UseStandardTerms(string folder)
    {
        string[] patterns = ["*.cs", "*.md", "*.json"];
        var offenders =
            from pattern in patterns
            from file in Checkout.Files(folder, pattern)
            where !Allowed.Contains(file)
            from match in PrivateWords().Matches(Checkout.Read(file))
            select $"{file}: '{match.Value}'";
        var lines = offenders.Distinct().ToArray();
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }

    [GeneratedRegex(
        """
        \bknowledge\b | \bsweeper | \bpassenger | \bbefall | \bbefell\b | \bto\ be\ had\b | \bis\ none\b | \bis\ no\ digest\b
        | \bwhoever\b | \bnewcomer | \bfor\ good\b | \bthe\ house\b | \btroubles?\b | \bdoors?\b | \baboard\b | \bpasses\ by\b
        | \bwithout\ a\ word\b | \bfor\ people\b | \bnothing\ of\ the\ kind\b | \bcomes\ right\ after\b | \bis\ worth\ a\ deployment\b
        | \bclock\ to\ turn\b | \bloose\ layers?\b | \bforgets?\b | \bforgotten\b | (?<!\bsingle\ )\bflights?\b | \bwitness | \bshel(?:f|ves)\b
        | \bbeats?\b | \bwish(?:es|ed)?\b | \bspoil | \bnobody\b | \bsomebody\b | \bhis\b | \bhim\b | \blets\ nothing\b | \bin\ no\ case\b
        | \bof\ one's\ own\b | \bonce\ and\ for\ all\b | \bthe\ way\ of\b | \bgood\ for\ (?:an|one|\w+)\ hours?\b | \bhands?\ out\b
        | \bwho\ (?:may|lacks|asks|calls|comes)\b | \bstands?\ on\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex PrivateWords();
}
