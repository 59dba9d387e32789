using Berth.Emulator.Storage;

namespace Berth.Emulator.Tests.Storage;

public sealed class StoreCoverageTests
{
    [Theory]
    [InlineData(typeof(IStateStore), typeof(StateStoreContract))]
    [InlineData(typeof(IBlobStore), typeof(BlobStoreContract))]
    public void EveryStore_HasATestClass_ThatDerivesFromTheContract(Type store, Type contract)
    {
        var stores = store.Assembly.GetTypes().Where(type => type.IsClass && store.IsAssignableFrom(type)).Select(type => type.Name + "Tests");
        var tests = contract.Assembly.GetTypes().Where(type => type.IsSubclassOf(contract)).Select(type => type.Name).ToHashSet();

        Assert.NotEmpty(stores);
        Assert.All(stores, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void Storage_DependsOn_NothingAboveIt()
    {
        var above = typeof(BerthEmulator).Assembly.GetTypes()
            .Where(type => type.Namespace is { } name && name.StartsWith("Berth.Emulator.", StringComparison.Ordinal)
                && !name.StartsWith("Berth.Emulator.Storage", StringComparison.Ordinal))
            .ToHashSet();
        const System.Reflection.BindingFlags All = System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.DeclaredOnly;
        var used = typeof(IStateStore).Assembly.GetTypes()
            .Where(type => type.Namespace is { } name && name.StartsWith("Berth.Emulator.Storage", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(All).Select(field => field.FieldType)
                .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
                .Concat(type.GetConstructors(All).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType))))
            .ToHashSet();

        Assert.Empty(used.Intersect(above));
    }
}
