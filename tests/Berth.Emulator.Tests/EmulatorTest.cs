namespace Berth.Emulator.Tests;

/// <summary>A test with an emulator of its own, in memory, on a fake clock that shows 2026-01-01 12:00:00.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    internal BerthEmulator Emulator { get; private set; } = null!;

    internal EcrClient Ecr { get; private set; } = null!;

    internal static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        Emulator = await BerthEmulator.StartAsync(Options(), TestContext.Current.CancellationToken);
        Ecr = new EcrClient(Emulator);
    }

    public async ValueTask DisposeAsync()
    {
        Ecr.Dispose();
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual EmulatorOptions Options() => new()
    {
        TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Start),
        RegistryHost = Berth.Names.RegistryHost.Parse("localhost:5000"),
    };
}
