using System.Collections.Frozen;
using Berth.Emulator.ControlPlane.Repositories;

namespace Berth.Emulator.ControlPlane;

/// <summary>The operations of ECR's API by the value of the <c>X-Amz-Target</c> header.</summary>
internal static class OperationTable
{
    private const string TargetPrefix = "AmazonEC2ContainerRegistry_V20150921.";

    private static readonly FrozenDictionary<string, IOperation> Operations = new IOperation[]
    {
        new CreateRepository(),
        new DescribeRepositories(),
        new DeleteRepository(),
    }.ToFrozenDictionary(operation => TargetPrefix + operation.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Operations.Values.Select(operation => operation.Name).Order(StringComparer.Ordinal);

    public static IOperation? Find(string? target) => target is null ? null : Operations.GetValueOrDefault(target);
}
