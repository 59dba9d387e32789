using System.Text.Json;

namespace Berth.Clients.Tests.JavaScriptSdk;

/// <summary>Runs the script of all operations once and keeps each case's result by its name.</summary>
public sealed class JavaScriptSdkFixture : IAsyncLifetime
{
    private readonly EmulatorFixture emulator = new();

    public Dictionary<string, (bool Ok, string Detail)> Cases { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await emulator.InitializeAsync();
        var node = ClientProgram.Require("node", "nodejs");
        var npm = ClientProgram.Require("npm", "npm");
        var folder = Path.Combine(AppContext.BaseDirectory, "javascript");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-ecr")))
        {
            (await ClientProgram.RunAsync(npm, ["ci", "--no-progress"], new Dictionary<string, string>(), folder)).Succeeded();
        }

        var output = (await ClientProgram.RunAsync(node, ["operations.mjs"], emulator.Environment, folder)).Succeeded();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            Cases.Add(
                document.RootElement.GetProperty("name").GetString()!,
                (document.RootElement.GetProperty("ok").GetBoolean(), document.RootElement.GetProperty("detail").GetString()!));
        }
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
