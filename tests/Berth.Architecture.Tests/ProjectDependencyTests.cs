using System.Xml.Linq;

namespace Berth.Architecture.Tests;

/// <summary>The projects and packages that a project may reference. The projects are those of the table in ARCHITECTURE.md.</summary>
public sealed class ProjectDependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = ProjectTable.Read();

    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Berth"] = [],
        ["Berth.Oci"] = [],
        ["Berth.Emulator"] = ["Microsoft.Data.Sqlite"],
        ["Berth.Aws"] = ["AWSSDK.Core", "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC"],
    };

    public static TheoryData<string> Projects() => [.. Checkout.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnly_WhatArchitectureAllows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no row in the table of ARCHITECTURE.md.");
        var referenced = References(path, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')));
        Assert.Empty(referenced.Except(allowed));
    }

    [Fact]
    public void Table_HasARowForEachProject_AndNoOther() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Checkout.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnly_ItsPackages(string path)
    {
        if (Packages.TryGetValue(Path.GetFileNameWithoutExtension(path), out var allowed))
        {
            Assert.Empty(References(path, "PackageReference").Except(allowed));
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Source_UsesOnlyNamespaces_ItsAllowedReach(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var others = Allowed.Keys.Where(other => other != name && other != "Berth" && !Allowed[name].Contains(other)).ToArray();
        var offenders = Checkout.Files($"src/{name}", "*.cs")
            .Where(file => others.Any(other => Checkout.Read(file).Contains($"using {other}", StringComparison.Ordinal)));
        Assert.Empty(offenders);
    }

    [Fact]
    public void Core_DoesNotUse_HttpConsoleDatabaseOrLogger()
    {
        string[] forbidden = ["System.Net.Http", "System.Console", "Console.Write", "Microsoft.Extensions", "Microsoft.Data", "Amazon."];
        var offenders =
            from file in Checkout.Files("src/Berth", "*.cs")
            from word in forbidden
            where Checkout.Read(file).Contains("using " + word, StringComparison.Ordinal) || (word == "Console.Write" && Checkout.Read(file).Contains(word, StringComparison.Ordinal))
            select $"{file}: {word}";
        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string path, string kind) =>
        XDocument.Parse(Checkout.Read(path)).Descendants(kind).Select(element => (string)element.Attribute("Include")!);
}
