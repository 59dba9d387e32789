using System.Text.Json;
using Berth.TestSupport.AwsModels;

namespace Berth.Architecture.Tests;

/// <summary>The sources of AWS's models agree, so that the tests check the same on every machine.</summary>
public sealed class AwsModelTests
{
    // A source may be older than another: what only one has does not count, and little enough may be missing.
    private const int LeastOperations = 11;

    [Theory]
    [InlineData(AwsService.Ecr)]
    [InlineData(AwsService.Sts)]
    public void Sources_OfAModel_Agree(AwsService service)
    {
        AwsModel?[] all = [AwsModelSources.FromVariable(service), AwsModelSources.FromAwsCli(service), AwsModelSources.FromJavaScriptSdk(service)];
        AwsModel[] sources = [.. all.OfType<AwsModel>()];
        if (sources.Length == 0)
        {
            AwsModel.Require(service);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", sources.Select(model => model.Source)));
        Assert.All(sources, model => Assert.InRange(model.Root.GetProperty("operations").EnumerateObject().Count(), LeastOperations, int.MaxValue));
        Assert.All(sources.Skip(1), other => Assert.Empty(new Comparison(sources[0].Root, other.Root).Run()));
    }

    [Fact]
    public void Sources_WithNodeInstalled_IncludeTheJavaScriptSdk()
    {
        Programs.Require("node", "nodejs");
        Programs.Require("npm", "npm");
        var model = AwsModelSources.FromJavaScriptSdk(AwsService.Ecr)!.Root;
        Assert.Equal(
            ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE", "MUTABLE_WITH_EXCLUSION"],
            model.GetProperty("shapes").GetProperty("ImageTagMutability").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        Assert.Contains(
            "RepositoryNotFoundException",
            model.GetProperty("operations").GetProperty("PutLifecyclePolicy").GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("shape").GetString()));
    }

    /// <summary>Compares two models: types, required members, enums and errors of what both have.</summary>
    private sealed class Comparison(JsonElement one, JsonElement other)
    {
        private readonly HashSet<(string, string)> compared = [];
        private readonly List<string> differences = [];

        public IReadOnlyList<string> Run()
        {
            foreach (var operation in one.GetProperty("operations").EnumerateObject())
            {
                if (other.GetProperty("operations").TryGetProperty(operation.Name, out var counterpart))
                {
                    Compare(operation.Value, counterpart, operation.Name);
                }
            }

            return differences;
        }

        private static string TypeOf(JsonElement shape) => shape.GetProperty("type").GetString() switch
        {
            "long" or "double" or "float" => "integer",
            var type => type!,
        };

        private static string[] TextsOf(JsonElement element, string name) =>
            element.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!).Order(StringComparer.Ordinal)] : [];

        private static string[] ErrorsOf(JsonElement operation) => operation.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => error.GetProperty("shape").GetString()!).Order(StringComparer.Ordinal)]
            : [];

        private void Compare(JsonElement operation, JsonElement counterpart, string name)
        {
            Report(ErrorsOf(operation), ErrorsOf(counterpart), $"errors of {name}");
            foreach (var part in (string[])["input", "output"])
            {
                if (operation.TryGetProperty(part, out var shape) && counterpart.TryGetProperty(part, out var same))
                {
                    CompareShapes(shape.GetProperty("shape").GetString()!, same.GetProperty("shape").GetString()!, $"{name} {part}");
                }
            }
        }

        private void CompareShapes(string name, string otherName, string where)
        {
            if (!compared.Add((name, otherName)))
            {
                return;
            }

            var (shape, same) = (one.GetProperty("shapes").GetProperty(name), other.GetProperty("shapes").GetProperty(otherName));
            Report([TypeOf(shape)], [TypeOf(same)], $"type of {where}");
            Report(TextsOf(shape, "enum"), TextsOf(same, "enum"), $"values of {where}");
            Report(TextsOf(shape, "required"), TextsOf(same, "required"), $"required members of {where}");
            if (shape.TryGetProperty("members", out var members) && same.TryGetProperty("members", out var otherMembers))
            {
                foreach (var member in members.EnumerateObject())
                {
                    if (otherMembers.TryGetProperty(member.Name, out var counterpart))
                    {
                        CompareShapes(member.Value.GetProperty("shape").GetString()!, counterpart.GetProperty("shape").GetString()!, $"{where}.{member.Name}");
                    }
                }
            }

            if (shape.TryGetProperty("member", out var item) && same.TryGetProperty("member", out var otherItem))
            {
                CompareShapes(item.GetProperty("shape").GetString()!, otherItem.GetProperty("shape").GetString()!, $"{where}[]");
            }
        }

        // Of two versions one has all values of the other.
        private void Report(string[] mine, string[] theirs, string what)
        {
            if (mine.Except(theirs).Any() && theirs.Except(mine).Any())
            {
                differences.Add($"{what}: {string.Join(", ", mine)} and {string.Join(", ", theirs)}");
            }
        }
    }
}
