namespace Berth.Testing.Tests;

/// <summary>A test with a registry of its own.</summary>
public abstract class RegistryTest : IAsyncLifetime
{
    internal static CancellationToken Token => TestContext.Current.CancellationToken;

    internal TestRegistry Registry { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Registry = await TestRegistry.StartAsync(cancellationToken: Token);

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
