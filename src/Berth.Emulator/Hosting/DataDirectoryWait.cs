namespace Berth.Emulator.Hosting;

/// <summary>Waits for a data directory that other short-lived processes use.</summary>
internal static class DataDirectoryWait
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Takes ownership of the directory, or finds the emulator that serves it.</summary>
    /// <exception cref="EmulatorStartException">Neither was possible within 30 seconds.</exception>
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

            if (time.GetElapsedTime(start) > Timeout)
            {
                throw new EmulatorStartException(
                    $"{path}: another process has held this data directory for {Timeout.TotalSeconds} seconds; end it, or choose another directory");
            }

#pragma warning disable CA5394 // The delay is not a secret; it only keeps waiting processes from retrying at the same time.
            var pause = TimeSpan.FromMilliseconds(1 + (Random.Shared.NextDouble() * 9));
#pragma warning restore CA5394
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
