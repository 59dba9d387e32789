using Berth.Emulator;

namespace Berth.Clients.Tests;

/// <summary>An emulator in memory on a free port, and the environment in which any AWS client reaches it.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    public BerthEmulator Emulator { get; private set; } = null!;

    public Dictionary<string, string> Environment { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Emulator = await BerthEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        Environment = new()
        {
            ["AWS_ENDPOINT_URL"] = Emulator.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLEEXAMPLE00",
            ["AWS_SECRET_ACCESS_KEY"] = "secret-of-the-emulator",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_PAGER"] = string.Empty,
        };
    }

    public async ValueTask DisposeAsync() => await Emulator.DisposeAsync();
}
