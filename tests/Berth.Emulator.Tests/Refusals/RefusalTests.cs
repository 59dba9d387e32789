using System.Text.Json;
using System.Text.RegularExpressions;

namespace Berth.Emulator.Tests.Refusals;

/// <summary>Replays the corpus of ECR's refusals, in the default mode, over HTTP.</summary>
public sealed partial class RefusalTests
{
    public static TheoryData<string> Ids { get; } = [.. Refusal.All.Keys];

    public static TheoryData<string> IdsOfDifferences { get; } = [.. Refusal.All.Values.Where(static row => row.Oci is not null).Select(static row => row.Id)];

    [Theory]
    [MemberData(nameof(IdsOfDifferences))]
    public async Task Request_OfTheCorpus_FollowsTheSpecificationWithOci(string id)
    {
        var row = Refusal.All[id];
        await using var scene = await RefusalScene.PrepareAsync(row, Fidelity.Oci);

        var (status, body) = await scene.SendAsync(row.Request);

        Assert.True(row.Oci == status, $"expected {row.Oci}, was {status}: {body}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Request_OfTheCorpus_IsRefusedAsByEcr(string id)
    {
        var row = Refusal.All[id];
        await using var scene = await RefusalScene.PrepareAsync(row);

        var (status, body) = await scene.SendAsync(row.Request);

        Assert.True(row.Status == status, $"expected {row.Status}, was {status}: {body}");
        if (row.Code is null)
        {
            Assert.True(row.Text is null || row.Text == body, body);
            return;
        }

        using var json = JsonDocument.Parse(body);
        var error = row.Request.Operation is null ? json.RootElement.GetProperty("errors")[0] : json.RootElement;
        Assert.Equal(row.Code, error.GetProperty(row.Request.Operation is null ? "code" : "__type").GetString());
        var text = error.GetProperty("message").GetString()!;
        if (row.Text is not null)
        {
            Assert.Equal(scene.Fill(row.Text), text);
        }

        Assert.StartsWith(scene.Fill(row.TextStart ?? string.Empty), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_HasAtLeastFortyRows_EachWithItsSourceAndDate()
    {
        Assert.True(Refusal.All.Count >= 40, $"{Refusal.All.Count} rows");
        Assert.All(Refusal.All.Values, static row =>
        {
            Assert.Matches(SourceGrammar(), row.Source);
            Assert.Matches(DateGrammar(), row.Date);
            Assert.Contains(row.Confidence, new[] { "reported", "documented", "inferred" });
            Assert.True(row.Confidence != "inferred" || row.Note is not null, $"{row.Id} does not say what is inferred");
        });
    }

    [GeneratedRegex(@"^([\w.-]+/[\w.-]+#\d+|https://docs\.aws\.amazon\.com/\S+)\z")]
    private static partial Regex SourceGrammar();

    [GeneratedRegex(@"^20\d\d(-\d\d(-\d\d)?)?\z")]
    private static partial Regex DateGrammar();
}
