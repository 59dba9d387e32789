using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>A repository as the journal keeps it, without its images.</summary>
internal sealed record StoredRepository(long Id, RegistryKey Registry, RepositoryName Name, DateTimeOffset CreatedAt, RepositorySettings Settings);
