using System.Text.Json;
using System.Text.RegularExpressions;

namespace Berth.Docs.Tests;

/// <summary>What every page of the documentation keeps: its links lead somewhere, its JSON parses, its C# stands in compiled code.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Languages = ["sh", "json", "csharp", "text", "console", "http", "xml", "yaml", "shell", "toml", "dockerfile"];

    private static readonly Lazy<string> CompiledCode = new(() => string.Concat(
        Checkout.Files("samples", "*.cs").Concat(Checkout.Files("tests", "*.cs")).Select(path => Words(Checkout.Read(path)))));

    public static TheoryData<string> Pages() => [.. MarkdownPage.All()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfThePage_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, page))!;
        Assert.DoesNotContain(new MarkdownPage(page).RelativeLinks(), link => !Path.Exists(Path.Combine(folder, link.Split('#')[0])));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Blocks_OfThePage_SayTheirLanguage(string page) =>
        Assert.DoesNotContain(new MarkdownPage(page).Blocks(), block => !Languages.Contains(block.Language));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Json_OfThePage_Parses(string page) =>
        Assert.All(new MarkdownPage(page).Blocks().Where(block => block.Language == "json"), block =>
        {
            using var document = JsonDocument.Parse(block.Code);
            Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
        });

    [Theory]
    [MemberData(nameof(Pages))]
    public void CSharp_OfThePage_StandsInCompiledCode(string page) =>
        Assert.All(
            new MarkdownPage(page).Blocks().Where(block => block.Language == "csharp"),
            block => Assert.True(CompiledCode.Value.Contains(Words(block.Code), StringComparison.Ordinal), $"This is in no compiled file under samples/ or tests/:\n{block.Code}"));

    private static string Words(string code) => Space().Replace(code, string.Empty);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
