using System.Text.RegularExpressions;

namespace Berth.Architecture.Tests;

/// <summary>The table of projects in ARCHITECTURE.md.</summary>
internal static partial class ProjectTable
{
    /// <summary>Reads the projects and, for each, the projects that it depends on.</summary>
    public static Dictionary<string, string[]> Read()
    {
        var rows = Checkout.Read("ARCHITECTURE.md").Split("| project | contains | depends on |\n| --- | --- | --- |\n")[1].Split("\n\n")[0].Split('\n');
        return rows.Select(row => row.Split('|')).ToDictionary(
            cells => Assert.Single(ProjectsOf(cells[1])),
            cells => ProjectsOf(cells[3]));
    }

    private static string[] ProjectsOf(string cell) => [.. Project().Matches(cell).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Project();
}
