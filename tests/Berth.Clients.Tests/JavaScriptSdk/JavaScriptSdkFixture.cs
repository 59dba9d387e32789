using System.Text.Json;
using Sdk = Berth.TestSupport.JavaScript.JavaScriptSdk;

namespace Berth.Clients.Tests.JavaScriptSdk;

/// <summary>Runs the script of all operations once and keeps each case's result by its name.</summary>
public sealed class JavaScriptSdkFixture : IAsyncLifetime
{
    private readonly EmulatorFixture emulator = new();

    public Dictionary<string, (bool Ok, string Detail)> Cases { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await emulator.InitializeAsync();
        var folder = Sdk.RequireFolder();
        var node = ClientProgram.Require("node", "nodejs");

        // Modules are resolved from the folder of the script.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "javascript", "operations.mjs"), Path.Combine(folder, "operations.mjs"), overwrite: true);
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
