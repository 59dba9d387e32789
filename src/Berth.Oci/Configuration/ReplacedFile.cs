using System.Text.Json;

namespace Berth.Oci.Configuration;

/// <summary>
/// A JSON file that is only ever replaced as a whole: the new content is written beside it and renamed over it. The file beside it is at the same time
/// the lock, as it can be created only once; one that a killed process left behind is taken away after a while.
/// </summary>
internal sealed class ReplacedFile(string path, TimeProvider time)
{
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateDirectory = PrivateFile | UnixFileMode.UserExecute;
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockIsStale = TimeSpan.FromSeconds(5);
    private static readonly byte[] Empty = "{}\n"u8.ToArray();

    /// <summary>Edits the content, or that of a new file.</summary>
    /// <returns>Whether the file was written, and where a broken one is kept.</returns>
    public async Task<(bool IsChanged, string? KeptAside)> EditAsync(Func<byte[], byte[]> edit, bool holdsSecret, CancellationToken cancellationToken)
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
                var (current, edited, isBroken) = await ReadAsync(target, edit, cancellationToken).ConfigureAwait(false);
                if (!isBroken && current is not null && current.AsSpan().SequenceEqual(edited) && !IsTooOpen(target, holdsSecret))
                {
                    return (false, null);
                }

                if (!isBroken && current is null && edited.AsSpan().SequenceEqual(Empty))
                {
                    return (false, null);
                }

                await stream.WriteAsync(edited, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
                KeepMode(target, next, holdsSecret);
                var keptAside = isBroken ? KeepAside(target) : null;
                File.Move(next, target, overwrite: true);
                isReplaced = true;
                return (true, keptAside);
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

    private static async Task<(byte[]? Current, byte[] Edited, bool IsBroken)> ReadAsync(string target, Func<byte[], byte[]> edit, CancellationToken cancellationToken)
    {
        var info = new FileInfo(target);
        if (!info.Exists)
        {
            return (null, edit(Empty), false);
        }

        if (info.Length > MaxBytes)
        {
            throw new IOException($"it has {info.Length} bytes, and is no configuration");
        }

        var current = await File.ReadAllBytesAsync(target, cancellationToken).ConfigureAwait(false);
        try
        {
            return (current, edit(current.Length == 0 ? Empty : current), false);
        }
        catch (JsonException)
        {
            return (current, edit(Empty), true);
        }
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
            catch (IOException) when (File.Exists(next) && time.GetElapsedTime(start) < LockPatience)
            {
                // One look at the file answers both: a lock that has just gone has no age, and what comes next is another's.
                var left = new FileInfo(next);
                if (left.Exists && time.GetUtcNow() - left.LastWriteTimeUtc > LockIsStale)
                {
                    File.Delete(next);
                }

                await Task.Delay(LockPause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException) when (!File.Exists(next) && time.GetElapsedTime(start) < LockPatience && Directory.Exists(Path.GetDirectoryName(next)))
            {
                // The other process ended in between.
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
        holdsSecret && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(target) & ~PrivateFile) != 0;

    /// <summary>A file without a login keeps the mode that its owner gave it.</summary>
    private static void KeepMode(string target, string next, bool holdsSecret)
    {
        if (!holdsSecret && !OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(next, File.GetUnixFileMode(target));
        }
    }

    private static string KeepAside(string target)
    {
        for (var number = 1; ; number++)
        {
            var aside = $"{target}.broken-{number}";
            if (!File.Exists(aside))
            {
                File.Move(target, aside);
                return aside;
            }
        }
    }
}
