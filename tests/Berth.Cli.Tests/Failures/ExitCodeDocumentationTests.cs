using System.Globalization;
using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Cli.Reference;

namespace Berth.Cli.Tests.Failures;

/// <summary>The exit codes in the code, in <c>docs/exit-codes.md</c> and in the manual pages are the same.</summary>
public sealed class ExitCodeDocumentationTests
{
    // They are no failures, or have no JSON object: the codes of the result of 'berth verify'.
    private static readonly string[] WithoutKind = [nameof(ExitCodes.Success), nameof(ExitCodes.NotVerified), nameof(ExitCodes.Conflict), nameof(ExitCodes.Interrupted)];

    private static readonly Dictionary<int, string> Defined = typeof(ExitCodes).GetFields()
        .ToDictionary(field => (int)field.GetRawConstantValue()!, field => field.Name);

    [Fact]
    public void Table_HasEveryCodeWithItsName()
    {
        var documented = File.ReadLines(Checkout.PathOf("docs/exit-codes.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2]))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => int.Parse(cells[1], CultureInfo.InvariantCulture), cells => cells[2].Trim('`'));

        Assert.Equal(Defined.Keys.Order(), documented.Keys.Order());
        Assert.All(documented.Where(row => row.Value.Length > 0), row => Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName(Defined[row.Key]), row.Value));
        Assert.All(Kinds(), kind => Assert.Equal(kind.Code, documented[kind.ExitCode]));
    }

    [Fact]
    public void Kinds_AreTheCodesOfFailures() =>
        Assert.Equal(Defined.Where(code => !WithoutKind.Contains(code.Value)).Select(code => code.Key).Order(), Kinds().Select(kind => kind.ExitCode).Order());

    [Fact]
    public void ManualPages_HaveEveryCode() => Assert.Equal(Defined.Keys.Order(), ExitCodeTable.All.Select(row => row.Code).Order());

    private static FailureKind[] Kinds() =>
    [
        .. typeof(FailureKind).GetProperties().Where(property => property.GetMethod!.IsStatic).Select(property => (FailureKind)property.GetValue(null)!),
    ];
}
