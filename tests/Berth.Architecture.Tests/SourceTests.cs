using System.Text.RegularExpressions;

namespace Berth.Architecture.Tests;

/// <summary>The rules for source files that no analyzer knows.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int MaxTestLines = 600;
    private const int MaxMedian = 60;

    [Fact]
    public void SourceFiles_StayShort()
    {
        var offenders =
            from file in Checkout.Files("src", "*.cs").Concat(Checkout.Files("tests", "*.cs")).Concat(Checkout.Files("bench", "*.cs"))
            let lines = File.ReadLines(Path.Combine(Checkout.Root, file)).Count()
            where lines > (file.StartsWith("tests/", StringComparison.Ordinal) ? MaxTestLines : MaxLines)
            select $"{file}: {lines} lines";
        Assert.Empty(offenders);
    }

    [Fact]
    public void SourceFiles_HaveASmallMedian()
    {
        int[] lengths = [.. Checkout.Files("src", "*.cs").Select(file => File.ReadLines(Path.Combine(Checkout.Root, file)).Count()).Order()];
        Assert.InRange(lengths[lengths.Length / 2], 1, MaxMedian);
    }

    [Fact]
    public void SourceFiles_HoldOnePublicType_NamedLikeTheFile()
    {
        var offenders =
            from file in Checkout.Files("src", "*.cs")
            let types = TopLevelPublicType().Matches(Checkout.Read(file)).Select(match => match.Groups["name"].Value).Distinct().ToArray()
            where types.Length > 1 || (types.Length == 1 && types[0] != Path.GetFileNameWithoutExtension(file).Split('.')[0])
            select $"{file}: {string.Join(", ", types)}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Namespaces_MatchFolders()
    {
        var offenders =
            from file in Checkout.Files("src", "*.cs")
            let match = Namespace().Match(Checkout.Read(file))
            where match.Success
            let expected = Path.GetDirectoryName(file)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
            where match.Groups["name"].Value != expected
            select $"{file}: {match.Groups["name"].Value} instead of {expected}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Source_HoldsNothingUnfinished()
    {
        var offenders =
            from file in Checkout.Files("src", "*.cs")
            where Unfinished().IsMatch(Checkout.Read(file))
            select file;
        Assert.Empty(offenders);
    }

    [Fact]
    public void Folders_AreFeatures_NotKindsOfThings()
    {
        string[] kinds = ["Models", "Services", "Helpers", "Utils", "Utilities", "Common", "Misc", "Extensions"];
        var offenders = Checkout.Files("src", "*.cs").Where(file => file.Split('/')[2..^1].Any(kinds.Contains));
        Assert.Empty(offenders);
    }

    [Fact]
    public void Exceptions_DeriveFromOneRoot_AndAreSealed()
    {
        var offenders =
            from file in Checkout.Files("src", "*Exception.cs")
            where !file.EndsWith("/BerthException.cs", StringComparison.Ordinal)
            where !Regex.IsMatch(Checkout.Read(file), @"sealed (partial )?class \w+Exception\b")
            select file;
        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"^public (?:(?:abstract|sealed|static|partial|readonly|ref) )*(?:record struct|record class|class|record|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelPublicType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();
}
