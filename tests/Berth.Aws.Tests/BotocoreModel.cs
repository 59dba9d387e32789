using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Berth.TestSupport.AwsModels;

namespace Berth.Aws.Tests;

/// <summary>Assertions against AWS's model of ECR.</summary>
internal sealed class BotocoreModel
{
    private readonly JsonElement root;

    private BotocoreModel(JsonElement root) => this.root = root;

    public static BotocoreModel Ecr() => new(AwsModel.Require(AwsService.Ecr).Root);

    public void AssertInput(string operation, string body) =>
        AssertShape(root.GetProperty("operations").GetProperty(operation).GetProperty("input").GetProperty("shape").GetString()!, JsonDocument.Parse(body).RootElement, operation);

    /// <summary>Returns the errors that the model declares for an operation.</summary>
    public IEnumerable<string> ErrorsOf(string operation) =>
        root.GetProperty("operations").GetProperty(operation).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("shape").GetString()!);

    /// <summary>Asserts that everything that we read from an answer is what the model calls so.</summary>
    public void AssertOutput(string operation, JsonTypeInfo output) =>
        AssertMembers(root.GetProperty("operations").GetProperty(operation).GetProperty("output").GetProperty("shape").GetString()!, output, operation);

    private static int Bound(JsonElement shape, string name, int otherwise) =>
        shape.TryGetProperty(name, out var bound) ? bound.GetInt32() : otherwise;

    private void AssertMembers(string name, JsonTypeInfo type, string where)
    {
        var shape = root.GetProperty("shapes").GetProperty(name);
        if (shape.GetProperty("type").GetString() == "list")
        {
            AssertMembers(shape.GetProperty("member").GetProperty("shape").GetString()!, type.Options.GetTypeInfo(type.ElementType!), $"{where}[]");
            return;
        }

        foreach (var property in type.Properties)
        {
            Assert.True(shape.GetProperty("members").TryGetProperty(property.Name, out var member), $"{where} has no member {property.Name}");
            AssertMembers(member.GetProperty("shape").GetString()!, type.Options.GetTypeInfo(property.PropertyType), $"{where}.{property.Name}");
        }
    }

    private void AssertShape(string name, JsonElement value, string where)
    {
        var shape = root.GetProperty("shapes").GetProperty(name);
        switch (shape.GetProperty("type").GetString())
        {
            case "structure":
                Assert.Equal(JsonValueKind.Object, value.ValueKind);
                var members = shape.GetProperty("members");
                foreach (var member in value.EnumerateObject())
                {
                    Assert.True(members.TryGetProperty(member.Name, out var target), $"{where} has no member {member.Name}");
                    AssertShape(target.GetProperty("shape").GetString()!, member.Value, $"{where}.{member.Name}");
                }

                foreach (var required in shape.TryGetProperty("required", out var names) ? names.EnumerateArray() : default)
                {
                    Assert.True(value.TryGetProperty(required.GetString()!, out _), $"{where} lacks {required}");
                }

                break;
            case "list":
                Assert.Equal(JsonValueKind.Array, value.ValueKind);
                Assert.InRange(value.GetArrayLength(), Bound(shape, "min", 0), Bound(shape, "max", int.MaxValue));
                foreach (var item in value.EnumerateArray())
                {
                    AssertShape(shape.GetProperty("member").GetProperty("shape").GetString()!, item, $"{where}[]");
                }

                break;
            case "string":
                var text = value.GetString()!;
                Assert.InRange(text.Length, Bound(shape, "min", 0), Bound(shape, "max", int.MaxValue));
                if (shape.TryGetProperty("pattern", out var pattern))
                {
                    Assert.Matches(new Regex($"^(?:{pattern.GetString()})$"), text);
                }

                if (shape.TryGetProperty("enum", out var values))
                {
                    Assert.Contains(text, values.EnumerateArray().Select(item => item.GetString()));
                }

                break;
            case "integer" or "long":
                Assert.InRange(value.GetInt64(), Bound(shape, "min", int.MinValue), Bound(shape, "max", int.MaxValue));
                break;
            case "boolean":
                Assert.True(value.ValueKind is JsonValueKind.True or JsonValueKind.False, where);
                break;
            case var type:
                Assert.Fail($"{where}: no rule for {type}");
                break;
        }
    }
}
