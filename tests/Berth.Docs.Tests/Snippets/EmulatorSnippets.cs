using Berth.Emulator;
using Berth.Emulator.Faults;
using Berth.Emulator.Registry.Lifecycle;

namespace Berth.Docs.Tests.Snippets;

/// <summary>The C# of the page on the emulator; that it compiles is the test.</summary>
internal static class EmulatorSnippets
{
    public static async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: cancellationToken);
        using var http = new HttpClient { BaseAddress = emulator.Endpoint };

        emulator.Clock.Advance(TimeSpan.FromDays(3));
        LifecycleRun run = await emulator.RunLifecyclePoliciesAsync(cancellationToken);

        emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Throttle, Operation = "PutLifecyclePolicy", Count = 2 });

        Console.WriteLine(emulator.Calls["DescribeRepositories"]);
    }

    public static async Task OpenAsync(string path, CancellationToken cancellationToken)
    {
        await using var registry = await EmbeddedRegistry.OpenAsync(new EmulatorOptions { DataDirectory = path }, cancellationToken);
        using var http = new HttpClient(registry.CreateHandler()) { BaseAddress = registry.Endpoint };
    }
}
