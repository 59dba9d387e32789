using System.Text.Json.Serialization.Metadata;
using Berth.Aws.Errors;
using Berth.Aws.Runtime;

namespace Berth.Aws.Tests;

/// <summary>What the client reads of each operation, against AWS's own model of ECR.</summary>
public sealed class OperationModelTests
{
    private static readonly Dictionary<string, JsonTypeInfo> Outputs = typeof(EcrOperations).GetProperties()
        .ToDictionary(property => property.Name, property => (JsonTypeInfo)((dynamic)property.GetValue(null)!).Output);

    public static TheoryData<string> Operations => [.. Outputs.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Answer_OfEveryOperation_IsReadByTheModelsNames(string operation) => BotocoreModel.Ecr().AssertOutput(operation, Outputs[operation]);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Errors_OfEveryOperation_AreInTheTable(string operation) =>
        Assert.All(BotocoreModel.Ecr().ErrorsOf(operation), code => Assert.Contains(code, ErrorCodes.Table.Keys));
}
