using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>A repository without its contents.</summary>
/// <param name="Id">The id, unique in the store and assigned by the emulator.</param>
/// <param name="Account">The account of its registry.</param>
/// <param name="Region">The region of its registry.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="Settings">Its settings, as JSON; a store does not interpret them.</param>
public sealed record StoredRepository(
    long Id, AccountId Account, Region Region, RepositoryName Name, DateTimeOffset CreatedAt, string Settings);
