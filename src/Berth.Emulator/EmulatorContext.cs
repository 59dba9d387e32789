using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Clock;
using Berth.Emulator.Registry.Lifecycle;
using Berth.Emulator.Registry.Maintenance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator;

/// <summary>What every door of the emulator works with.</summary>
internal sealed record EmulatorContext(
    EmulatorOptions Options, EmulatorState State, EmulatorClock Clock, IAccessControl Access, ILogger Logger)
{
    public required BlobStorage Blobs { get; init; }

    public required BlobUploads Uploads { get; init; }

    public GarbageCollector GarbageCollector => new(State, Blobs, Uploads, Previews, Clock);

    public LifecycleRunner Lifecycle { get; } = new(State, Clock, Logger);

    public FaultPlan Faults { get; } = new();

    public CallCounts Calls { get; } = new();

    public LifecyclePreviews Previews { get; } = new();

    public LayerLinks LayerLinks { get; } = new(State.Secret);

    /// <summary>The host of the registry as a client is told it: the configured one, or the one that the client used.</summary>
    public string RegistryHostOf(HttpRequest request) => Options.RegistryHost?.ToString() ?? request.Host.Value ?? "localhost";
}
