using Berth.Emulator.Faults;
using Berth.Testing;

namespace Testing;

/// <summary>How code that calls ECR behaves when ECR does not.</summary>
public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DescribeRepository_ThrottledTwice_IsAnsweredAtTheThirdCall()
    {
        await using var registry = await TestRegistry.StartAsync(cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        registry.Emulator.Calls.Reset();
        registry.Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Throttle, Operation = "DescribeRepositories", Count = 2 });

        var description = await registry.Ecr.Repositories.DescribeRepositoryAsync(repository.Name, Token);

        Assert.NotNull(description);
        Assert.Equal(3, registry.Emulator.Calls["DescribeRepositories"]);
    }

    [Fact]
    public async Task Push_ConnectionCutOnce_SucceedsTheSecondTime()
    {
        await using var registry = await TestRegistry.StartAsync(cancellationToken: Token);
        var repository = await registry.CreateRepositoryAsync("deployments/proj_abc", Token);
        registry.Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.DropConnection, Operation = "PutImage" });

        var push = () => repository.PushAsync(TestImage.Of("hello"), "v1", Token);

        await Assert.ThrowsAsync<HttpRequestException>(push);
        var image = await push();
        Assert.Equal(image.Digest, await repository.FindAsync("v1", Token));
    }
}
