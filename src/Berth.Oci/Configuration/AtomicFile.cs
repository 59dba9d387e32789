namespace Berth.Oci.Configuration;

/// <summary>
/// A file that is replaced as a whole: the new content is written to a file beside it, which is renamed over it. The file beside it is also the lock, because
/// it can be created only once; a lock that a killed process left behind is removed after a while.
/// </summary>
internal sealed class AtomicFile(string path, TimeProvider time)
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockIsStale = TimeSpan.FromSeconds(5);

    /// <summary>Edits the content. An absent or empty file is given to <paramref name="edit"/> as an empty array.</summary>
    /// <param name="edit">Returns the new content; an empty array leaves an absent file absent and removes a file that exists.</param>
    /// <param name="holdsSecret">Whether the file must be readable by its owner alone. Otherwise a file that exists keeps its mode.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>Whether the file was written.</returns>
    public async Task<bool> EditAsync(Func<byte[], Task<byte[]>> edit, bool holdsSecret, CancellationToken cancellationToken)
    {
        var given = new FileInfo(path);
        var target = given.LinkTarget is null ? given.FullName : given.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        MakeDirectory(Path.GetDirectoryName(target)!);
        var next = target + ".berth-new";
        var stream = await LockAsync(next, cancellationToken).ConfigureAwait(false);
        var isReplaced = false;
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                var current = await ReadAsync(target, cancellationToken).ConfigureAwait(false);
                var edited = await edit(current).ConfigureAwait(false);
                if (current.AsSpan().SequenceEqual(edited) && !IsTooOpen(target, holdsSecret))
                {
                    return false;
                }

                if (edited.Length == 0)
                {
                    File.Delete(target);
                    return true;
                }

                await stream.WriteAsync(edited, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
                KeepMode(target, next, holdsSecret);
                File.Move(next, target, overwrite: true);
                isReplaced = true;
                return true;
            }
        }
        finally
        {
            if (!isReplaced)
            {
                File.Delete(next);
            }
        }
    }

    private static async Task<byte[]> ReadAsync(string target, CancellationToken cancellationToken)
    {
        var info = new FileInfo(target);
        return !info.Exists ? []
            : info.Length <= MaxBytes ? await File.ReadAllBytesAsync(target, cancellationToken).ConfigureAwait(false)
            : throw new IOException($"the file has {info.Length} bytes and is not a configuration");
    }

    private async Task<FileStream> LockAsync(string next, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(next, options);
            }
            catch (IOException) when (File.Exists(next) && time.GetElapsedTime(start) < LockTimeout)
            {
                // The file is looked up once: a lock that was just released has no age, and the next one belongs to another process.
                var left = new FileInfo(next);
                if (left.Exists && time.GetUtcNow() - left.LastWriteTimeUtc > LockIsStale)
                {
                    File.Delete(next);
                }

                await Task.Delay(LockPause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException) when (!File.Exists(next) && time.GetElapsedTime(start) < LockTimeout && Directory.Exists(Path.GetDirectoryName(next)))
            {
                // The other process ended between the two calls.
                await Task.Delay(LockPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static void MakeDirectory(string directory)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, PrivateDirectory);
        }
    }

    private static bool IsTooOpen(string target, bool holdsSecret) =>
        holdsSecret && !OperatingSystem.IsWindows() && File.Exists(target) && (File.GetUnixFileMode(target) & ~PrivateFile) != 0;

    private static void KeepMode(string target, string next, bool holdsSecret)
    {
        if (!holdsSecret && !OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(next, File.GetUnixFileMode(target));
        }
    }
}
