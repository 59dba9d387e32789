using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>What all repositories of an emulator share.</summary>
internal sealed record RegistryServices(IStateStore Store, RegistryEvents Events, PullTimes Pulls, ManifestCache Manifests);
