using Berth.Emulator.Tests.Access;

namespace Berth.Emulator.Tests.Refusals;

public sealed class RefusalPageTests
{
    /// <summary>With this variable set, the test writes the page instead of checking it.</summary>
    private const string UpdateVariable = "BERTH_UPDATE_DOCS";

    [Fact]
    public async Task Page_ListsTheCorpus()
    {
        var path = DocumentationTests.CheckoutFile("docs/fidelity.md");
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var start = page.IndexOf(RefusalPage.Heading, StringComparison.Ordinal);
        var rest = start < 0 ? page + "\n" : page[..start];
        if (Environment.GetEnvironmentVariable(UpdateVariable) is not null)
        {
            await File.WriteAllTextAsync(path, rest + RefusalPage.Write(), TestContext.Current.CancellationToken);
            return;
        }

        Assert.True(
            start >= 0 && page[start..] == RefusalPage.Write(),
            $"docs/fidelity.md does not list the corpus: run this test with {UpdateVariable}=1 and commit the page");
    }
}
