using System.Text.RegularExpressions;

namespace Berth.Architecture.Tests;

/// <summary>The top folders of a project depend on each other without a cycle.</summary>
public sealed partial class FolderGraphTests
{
    private const string RootFolder = "(root)";

    /// <summary>The projects whose folders form no cycle.</summary>
    public static TheoryData<string> Projects => ["Berth", "Berth.Aws", "Berth.Cli", "Berth.Extensions", "Berth.Oci", "Berth.Testing"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfAProject_FormNoCycle(string project) => Assert.Equal([], CycleIn(GraphOf(project)));

    [Fact]
    public void Pipeline_OfTheEmulator_DependsOnNoProtocol() =>
        Assert.DoesNotContain("Protocols", GraphOf("Berth.Emulator")["Pipeline"]);

    [Fact]
    public void Faults_OfTheEmulator_DependOnNoOtherFolder() => Assert.Empty(GraphOf("Berth.Emulator")["Faults"]);

    [Fact]
    public void CycleIn_AGraphWithACycle_FindsIt()
    {
        var graph = new Dictionary<string, HashSet<string>> { ["a"] = ["b"], ["b"] = ["c"], ["c"] = ["b"], ["d"] = [] };

        Assert.Equal(["b", "c"], CycleIn(graph));
    }

    /// <summary>
    /// Reads the dependencies from the using directives, and from the names of the types in the project's root namespace, which every folder
    /// sees without a directive.
    /// </summary>
    private static Dictionary<string, HashSet<string>> GraphOf(string project)
    {
        var files = Checkout.Files($"src/{project}", "*.cs").Select(path => (Folder: FolderOf(project, path), Text: Checkout.Read(path))).ToArray();
        var folders = files.Select(file => file.Folder).ToHashSet();
        var rootTypes = files.Where(file => file.Folder == RootFolder)
            .SelectMany(file => TypeDeclaration().Matches(file.Text).Select(match => match.Groups["name"].Value))
            .ToHashSet();
        var graph = folders.ToDictionary(folder => folder, _ => new HashSet<string>());
        foreach (var (folder, text) in files)
        {
            var used = Regex.Matches(text, $@"^using (?:static |\w+ = )?{Regex.Escape(project)}\.(?<folder>\w+)", RegexOptions.Multiline)
                .Select(match => match.Groups["folder"].Value)
                .Where(folders.Contains);
            graph[folder].UnionWith(used);
            if (Word().Matches(Comment().Replace(text, string.Empty)).Any(match => rootTypes.Contains(match.Value)))
            {
                graph[folder].Add(RootFolder);
            }

            graph[folder].Remove(folder);
        }

        return graph;
    }

    /// <summary>Removes folders without dependencies, and then those that nothing depends on, until only cycles remain.</summary>
    private static string[] CycleIn(Dictionary<string, HashSet<string>> graph)
    {
        var left = graph.Keys.ToHashSet();
        while (left.RemoveWhere(folder => !graph[folder].Overlaps(left) || !left.Any(other => graph[other].Contains(folder))) > 0)
        {
        }

        return [.. left.Order(StringComparer.Ordinal)];
    }

    private static string FolderOf(string project, string path) => path[$"src/{project}/".Length..].Split('/') is [var folder, _, ..] ? folder : RootFolder;

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (?!class|struct)(?<name>\w+)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
