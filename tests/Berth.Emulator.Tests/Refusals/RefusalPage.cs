using System.Text;

namespace Berth.Emulator.Tests.Refusals;

/// <summary>Writes the part of <c>docs/fidelity.md</c> that lists the corpus.</summary>
internal static class RefusalPage
{
    /// <summary>The heading of the part, which ends with the file.</summary>
    public const string Heading = "## Refusals\n";

    /// <summary>Writes the part.</summary>
    public static string Write()
    {
        var text = new StringBuilder(Heading)
            .Append('\n')
            .Append("Each row is a test: `tests/Berth.Emulator.Tests/Refusals/refusals.json` has the whole request and answer, and this table is generated from it.\n")
            .Append("*reported*: a real answer was published. *documented*: AWS documents it. *inferred*: part of the answer is inferred; the note says which. *oci*: the status with `--fidelity oci`, if it differs.\n\n")
            .Append("| request | answer | source, date | confidence |\n")
            .Append("| --- | --- | --- | --- |\n");
        foreach (var row in Refusal.All.Values)
        {
            var answer = row.Code is null ? $"`{row.Status}`" : $"`{row.Status} {row.Code}`";
            answer = row.Oci is null ? answer : $"{answer}; oci: `{row.Oci}`";
            var note = row.Note is null ? string.Empty : $". {row.Note}";
            text.Append($"| {row.Summary} | {answer} | {Link(row.Source)}, {row.Date} | {row.Confidence}{note} |\n");
        }

        return text.ToString();
    }

    private static string Link(string source) => source.Split('#') is [var repository, var number]
        ? $"[{source}](https://github.com/{repository}/issues/{number})"
        : $"[{source.Split('/')[^1].Replace(".html", string.Empty, StringComparison.Ordinal)}]({source})";
}
