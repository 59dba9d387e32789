namespace Berth.Convergence.Tests;

/// <summary>One <see cref="World"/> for all cases of a test class; each case has a project of its own in it.</summary>
public sealed class WorldFixture : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.StartAsync();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
