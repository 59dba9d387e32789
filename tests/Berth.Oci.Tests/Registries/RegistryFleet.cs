using System.Collections.Concurrent;

namespace Berth.Oci.Tests.Registries;

/// <summary>One running registry of each kind, started when the first test asks for it, for all tests.</summary>
public sealed class RegistryFleet : IAsyncLifetime
{
    public const string EmulatorKind = "emulator";
    public const string EcrDoorKind = "emulator by ECR's API";
    public const string DockerKind = "docker-registry";
    public const string DockerBasicKind = "docker-registry with Basic";
    public const string DockerBearerKind = "docker-registry with Bearer";

    private readonly ConcurrentDictionary<string, Lazy<Task<TestRegistry>>> running = new();

    public static string[] Kinds { get; } = [EmulatorKind, EcrDoorKind, DockerKind, DockerBasicKind, DockerBearerKind];

    public Task<TestRegistry> GetAsync(string kind) => running.GetOrAdd(kind, static name => new Lazy<Task<TestRegistry>>(() => StartAsync(name))).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var registry in running.Values.Where(registry => registry.Value.IsCompletedSuccessfully))
        {
            await (await registry.Value).DisposeAsync();
        }
    }

    private static async Task<TestRegistry> StartAsync(string kind) => kind switch
    {
        EmulatorKind => await EmulatorRegistry.StartAsync(),
        EcrDoorKind => await EmulatorRegistry.StartAsync(isEcrDoor: true),
        DockerKind => await DockerRegistry.StartAsync(),
        DockerBasicKind => await DockerRegistry.StartAsync(isBasic: true),
        _ => await DockerRegistry.StartAsync(isBearer: true),
    };
}
