using System.Text.RegularExpressions;

namespace Berth.Architecture.Tests;

/// <summary>One concept has one name and one type: a type name that occurs twice in <c>src/</c> has a reason.</summary>
public sealed partial class TypeNameTests
{
    /// <summary>Names that occur in several projects, each with its reason.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["ImageStatus"] = "ECR's own name: the client's value and the emulator's stored value share no type, so that each checks the other",
        ["Log"] = "one table of log messages for each area",
        ["PutLifecyclePolicy"] = "the ECR operation: the core's change calls it, the emulator implements it",
        ["SetRepositoryPolicy"] = "the ECR operation: the core's change calls it, the emulator implements it",
        ["TagStatus"] = "ECR's own name of two different values: the selection of a lifecycle rule and the filter of a listing",
    };

    [Fact]
    public void TypeNames_OccurOnce_UnlessAReasonIsGiven()
    {
        var offenders = Duplicates().Where(pair => !Reasons.ContainsKey(pair.Key)).Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}");
        Assert.Empty(offenders);
    }

    [Fact]
    public void Reasons_AreGivenOnly_ForNamesThatOccurTwice() => Assert.Empty(Reasons.Keys.Except(Duplicates().Select(pair => pair.Key)));

    private static IEnumerable<KeyValuePair<string, string[]>> Duplicates() =>
        from file in Checkout.Files("src", "*.cs")
        from Match match in TopLevelType().Matches(Checkout.Read(file))
        group file by match.Groups["name"].Value into files
        let distinct = files.Distinct().Where(file => !file.Contains(".T.cs", StringComparison.Ordinal)).ToArray()
        where distinct.Length > 1 && !AreTwoSidesOfTheWire(distinct)
        orderby files.Key
        select KeyValuePair.Create(files.Key, distinct);

    /// <summary>
    /// A request or response of an ECR operation has ECR's name in the client and in the emulator. They share no types, so that each checks the other.
    /// </summary>
    private static bool AreTwoSidesOfTheWire(string[] files) =>
        files.Length == 2
        && files.Count(file => file.StartsWith("src/Berth.Aws/Wire/", StringComparison.Ordinal)) == 1
        && files.Count(file => file.StartsWith("src/Berth.Emulator/Protocols/", StringComparison.Ordinal)) == 1;

    [GeneratedRegex(@"^(?:public |internal )(?:(?:abstract|sealed|static|partial|readonly|ref) )*(?:record struct|record class|class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevelType();
}
