using System.Text.Json;
using System.Text.RegularExpressions;

namespace Berth.Emulator.Tests;

/// <summary>
/// AWS's own model of ECR's API, where this machine has a copy: in <c>BERTH_BOTOCORE</c>, or in <c>shared/ecr/botocore</c> beside a parent
/// folder. Every answer in these tests is held against it.
/// </summary>
internal static class EcrModel
{
    /// <summary>Errors that any operation may answer and none declares.</summary>
    private static readonly string[] Common =
    [
        "SerializationException", "UnknownOperationException", "RequestEntityTooLargeException", "AccessDeniedException", "ThrottlingException",
        "ExpiredTokenException", "UnrecognizedClientException", "IncompleteSignature", "ServiceUnavailable", "UnheardOfException",
    ];

    private static readonly JsonElement? Root = Load();

    public static void Check(string operation, int status, string answer)
    {
        if (Root is not { } root || !root.GetProperty("operations").TryGetProperty(operation, out var model))
        {
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
                // Bounds of lists are not for answers: a page of ListImages holds a thousand, and its shape says a hundred.
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
            // AWS writes a hyphen between a range and another letter, which is no range to anybody but .NET.
            var regex = pattern.GetString()!.Replace("0-9-_", @"0-9\-_", StringComparison.Ordinal);
            Assert.True(Regex.IsMatch(text, $"^(?:{regex})$"), $"{where}: '{text}' is not {regex}");
        }

        Assert.InRange(
            text.Length,
            shape.TryGetProperty("min", out var least) ? least.GetInt32() : 0,
            shape.TryGetProperty("max", out var most) ? most.GetInt32() : int.MaxValue);
    }

    private static JsonElement? Load()
    {
        const string Name = "ecr/2015-09-21/service-2.json";
        if (Environment.GetEnvironmentVariable("BERTH_BOTOCORE") is { Length: > 0 } given)
        {
            return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(given, Name))).RootElement;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared/ecr/botocore", Name);
            if (File.Exists(file))
            {
                return JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;
            }
        }

        return null;
    }
}
