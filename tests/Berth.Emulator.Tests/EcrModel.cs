using System.Text.Json;
using System.Text.RegularExpressions;
using Berth.TestSupport.AwsModels;

namespace Berth.Emulator.Tests;

/// <summary>
/// Checks each answer of these tests against AWS's model of ECR. Without a model nothing is checked, which
/// <see cref="EcrModelTests"/> reports as a skipped test, and in CI as a failed one.
/// </summary>
internal static class EcrModel
{
    /// <summary>Errors that every operation may return and that no operation declares.</summary>
    private static readonly string[] Common =
    [
        "SerializationException", "UnknownOperationException", "RequestEntityTooLargeException", "AccessDeniedException", "ThrottlingException",
        "ExpiredTokenException", "UnrecognizedClientException", "IncompleteSignature", "ServiceUnavailable", "UnheardOfException",
    ];

    private static readonly JsonElement? Root = AwsModel.Find(AwsService.Ecr)?.Root;

    public static void Check(string operation, int status, string answer)
    {
        if (Root is not { } root)
        {
            return;
        }

        // An unknown operation has no model: ECR refuses it.
        if (!root.GetProperty("operations").TryGetProperty(operation, out var model))
        {
            Assert.NotEqual(200, status);
            return;
        }

        var json = JsonDocument.Parse(answer).RootElement;
        if (status == 200)
        {
            CheckShape(model.GetProperty("output").GetProperty("shape").GetString()!, json, operation);
            return;
        }

        var code = json.GetProperty("__type").GetString();
        var declared = model.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("shape").GetString());
        Assert.Contains(code, declared.Concat(Common));
    }

    private static void CheckShape(string name, JsonElement value, string where)
    {
        var shape = Root!.Value.GetProperty("shapes").GetProperty(name);
        switch (shape.GetProperty("type").GetString())
        {
            case "structure":
                Assert.Equal((where, JsonValueKind.Object), (where, value.ValueKind));
                foreach (var member in value.EnumerateObject())
                {
                    Assert.True(shape.GetProperty("members").TryGetProperty(member.Name, out var target), $"{where} has no member {member.Name}");
                    CheckShape(target.GetProperty("shape").GetString()!, member.Value, $"{where}.{member.Name}");
                }

                break;
            case "list":
                // The bounds of a list do not apply to answers: a page of ListImages has up to 1,000 items, and its shape allows 100.
                foreach (var item in value.EnumerateArray())
                {
                    CheckShape(shape.GetProperty("member").GetProperty("shape").GetString()!, item, where + "[]");
                }

                break;
            case "string":
                CheckText(shape, value.GetString()!, where);
                break;
            case "timestamp":
                Assert.True(value.TryGetDouble(out _), where);
                break;
            case "integer" or "long":
                Assert.True(value.TryGetInt64(out _), where);
                break;
            case "boolean":
                Assert.True(value.ValueKind is JsonValueKind.True or JsonValueKind.False, where);
                break;
            default:
                break;
        }
    }

    private static void CheckText(JsonElement shape, string text, string where)
    {
        if (shape.TryGetProperty("enum", out var values))
        {
            Assert.Contains(text, values.EnumerateArray().Select(value => value.GetString()));
        }

        if (shape.TryGetProperty("pattern", out var pattern))
        {
            // AWS writes a hyphen between a range and another character, which only .NET reads as a range.
            var regex = pattern.GetString()!.Replace("0-9-_", @"0-9\-_", StringComparison.Ordinal);
            Assert.True(Regex.IsMatch(text, $"^(?:{regex})$"), $"{where}: '{text}' is not {regex}");
        }

        Assert.InRange(
            text.Length,
            shape.TryGetProperty("min", out var least) ? least.GetInt32() : 0,
            shape.TryGetProperty("max", out var most) ? most.GetInt32() : int.MaxValue);
    }
}
