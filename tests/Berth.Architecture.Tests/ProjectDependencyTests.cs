using System.Xml.Linq;

namespace Berth.Architecture.Tests;

/// <summary>The arrows of the house: which project may stand on which, and on which packages.</summary>
public sealed class ProjectDependencyTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Berth"] = [],
        ["Berth.Aws"] = ["Berth"],
        ["Berth.Oci"] = ["Berth"],
        ["Berth.Emulator"] = ["Berth"],
        ["Berth.Extensions"] = ["Berth", "Berth.Aws", "Berth.Oci"],
        ["Berth.Testing"] = ["Berth", "Berth.Aws", "Berth.Emulator"],
        ["Berth.Cli"] = ["Berth", "Berth.Aws", "Berth.Oci", "Berth.Extensions", "Berth.Emulator"],
    };

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Berth"] = [],
        ["Berth.Oci"] = [],
        ["Berth.Emulator"] = ["Microsoft.Data.Sqlite"],
        ["Berth.Aws"] = ["AWSSDK.Core", "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC"],
    };

    public static TheoryData<string> Projects() => [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnly_WhatArchitectureAllows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Assert.True(Arrows.TryGetValue(name, out var allowed), $"{name} has no place in the house: give it one in ARCHITECTURE.md and here.");
        var referenced = References(path, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')));
        Assert.Empty(referenced.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_StandsOnlyOn_ItsPackages(string path)
    {
        if (Packages.TryGetValue(Path.GetFileNameWithoutExtension(path), out var allowed))
        {
            Assert.Empty(References(path, "PackageReference").Except(allowed));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Source_UsesOnlyNamespaces_ItsArrowsReach(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var others = Arrows.Keys.Where(other => other != name && other != "Berth" && !Arrows[name].Contains(other)).ToArray();
        var offenders = Repository.Files($"src/{name}", "*.cs")
            .Where(file => others.Any(other => Repository.Read(file).Contains($"using {other}", StringComparison.Ordinal)));
        Assert.Empty(offenders);
    }

    [Fact]
    public void Core_NeverSpeaksOf_HttpConsoleDatabaseOrLogger()
    {
        string[] forbidden = ["System.Net.Http", "System.Console", "Console.Write", "Microsoft.Extensions", "Microsoft.Data", "Amazon."];
        var offenders =
            from file in Repository.Files("src/Berth", "*.cs")
            from word in forbidden
            where Repository.Read(file).Contains("using " + word, StringComparison.Ordinal) || (word == "Console.Write" && Repository.Read(file).Contains(word, StringComparison.Ordinal))
            select $"{file}: {word}";
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string path, string kind) =>
        XDocument.Parse(Repository.Read(path)).Descendants(kind).Select(element => (string)element.Attribute("Include")!);
}
