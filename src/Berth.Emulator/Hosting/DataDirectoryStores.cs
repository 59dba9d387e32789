using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Disk;
using Berth.Emulator.Storage.Memory;
using Berth.Emulator.Storage.Sqlite;

namespace Berth.Emulator.Hosting;

/// <summary>Opens the stores that the options name: given ones, those of a data directory, or memory.</summary>
internal static class DataDirectoryStores
{
    /// <exception cref="EmulatorStartException">The state is damaged, incomplete, or of a newer version.</exception>
    public static async Task<EmulatorState> OpenStateAsync(
        EmulatorOptions options, DataDirectory? directory, CancellationToken cancellationToken)
    {
        try
        {
            return await EmulatorState.OpenAsync(StateStore(options, directory), cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            throw new EmulatorStartException(exception.Message, exception);
        }
    }

    public static BlobStorage OpenBlobs(EmulatorOptions options, DataDirectory? directory) => new(
        options.BlobStore
        ?? (directory is null ? new MemoryBlobStore(options.MemoryLimit) : new DiskBlobStore(directory.BlobDirectory, options.Fsync)));

    private static IStateStore StateStore(EmulatorOptions options, DataDirectory? directory)
    {
        if (options.StateStore is { } given)
        {
            return given;
        }

        if (directory is null)
        {
            return new MemoryStateStore();
        }

        // A new database would have a new secret and no repositories, and garbage collection would delete all blobs.
        if (!File.Exists(directory.StateFile) && directory.HasBlobs)
        {
            throw new StorageException(
                $"{directory.StateFile}: the file is missing, and {directory.BlobDirectory} has blobs; restore the file from a backup, "
                + "or delete the blobs to begin with an empty registry");
        }

        return SqliteStateStore.Open(directory.StateFile, options.Fsync);
    }
}
