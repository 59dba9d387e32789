namespace Berth.Emulator.Storage;

/// <summary>An unfinished upload in a blob store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ChangedAt">When its last bytes arrived.</param>
public readonly record struct StoredUpload(string Name, DateTimeOffset ChangedAt);
