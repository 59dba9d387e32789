using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>The services that all repositories of an emulator share.</summary>
internal sealed record RegistryServices(IStateStore Store, RegistryEvents Events, PullTimes Pulls, ManifestCache Manifests);
