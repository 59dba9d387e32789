using System.Text.Json;
using Berth.Emulator.Tests.Access;

namespace Berth.Emulator.Tests.Refusals;

/// <summary>One row of the corpus: a request that ECR refuses, how it answers, and where that was published.</summary>
/// <param name="Id">The name of the row.</param>
/// <param name="Summary">What is requested.</param>
/// <param name="Source">A GitHub thread as <c>owner/repository#number</c>, or an address.</param>
/// <param name="Date">The date of the report, or the date when the documentation was read.</param>
/// <param name="Confidence"><c>reported</c>, <c>documented</c> or <c>inferred</c>.</param>
/// <param name="Request">The request.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record Refusal(string Id, string Summary, string Source, string Date, string Confidence, RefusedRequest Request, int Status)
{
    private static readonly JsonSerializerOptions Options =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    /// <summary>Gets the rows by their ids.</summary>
    public static IReadOnlyDictionary<string, Refusal> All { get; } = JsonSerializer
        .Deserialize<Refusal[]>(File.ReadAllText(DocumentationTests.CheckoutFile("tests/Berth.Emulator.Tests/Refusals/refusals.json")), Options)!
        .ToDictionary(static row => row.Id);

    /// <summary>Gets what is uncertain about the row, or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    /// <summary>Gets the steps before the request; see <see cref="RefusalScene"/>.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Gets the error code, or <see langword="null"/> if the answer has no body or it is not known.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the text of the error, or <see langword="null"/> if it is not known.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the HTTP status with <see cref="Fidelity.Oci"/>, if it differs.</summary>
    public int? Oci { get; init; }

    /// <summary>Gets the beginning of the text, if the rest is not known.</summary>
    public string? TextStart { get; init; }
}
