namespace Berth.Emulator.Hosting;

/// <summary>Waits for a data directory that other processes use, one after another and each for moments only.</summary>
internal static class DataDirectoryWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Takes the directory, or finds out that an emulator serves it.</summary>
    /// <exception cref="EmulatorStartException">Neither came about within half a minute.</exception>
    public static async Task<(DataDirectory? Owned, Uri? Served)> OwnOrFindAsync(string path, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (true)
        {
            if (DataDirectory.TryOwn(path) is { } directory)
            {
                return (directory, null);
            }

            if (DataDirectory.PublishedEndpoint(path) is { } endpoint)
            {
                return (null, endpoint);
            }

            if (time.GetElapsedTime(start) > Patience)
            {
                throw new EmulatorStartException(
                    $"{path}: another process has held this data directory for {Patience.TotalSeconds} seconds; end it, or choose another directory");
            }

#pragma warning disable CA5394 // Twenty processes that wait at once are only to ask at different moments.
            var pause = TimeSpan.FromMilliseconds(1 + (Random.Shared.NextDouble() * 9));
#pragma warning restore CA5394
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
