using Berth.Emulator.Access;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Protocols.Sts;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Clock;
using Berth.Emulator.Registry.Lifecycle;
using Berth.Emulator.Registry.Maintenance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator;

/// <summary>The services that all protocols of the emulator use.</summary>
internal sealed record EmulatorContext(
    EmulatorOptions Options, EmulatorState State, EmulatorClock Clock, IAccessControl Access, ILogger Logger)
{
    public required BlobStorage Blobs { get; init; }

    public required BlobUploads Uploads { get; init; }

    public GarbageCollector GarbageCollector => new(State, Blobs, Uploads, Previews, Clock);

    public LifecycleRunner Lifecycle { get; } = new(State, Clock, Logger);

    /// <summary>Identifies this run of the emulator: clients discard what they cached from another.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N");

    public FaultPlan Faults { get; } = new([.. OperationTable.Names, .. StsRequest.Operations]);

    public CallCounts Calls { get; } = new();

    public LifecyclePreviews Previews { get; } = new();

    public LayerLinks LayerLinks { get; } = new(State.Secret);

    /// <summary>The host of the registry as a client is told it: the configured one, or the one that the client used.</summary>
    public string RegistryHostOf(HttpRequest request) => Options.RegistryHost?.ToString() ?? request.Host.Value ?? "localhost";
}
