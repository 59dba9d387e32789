namespace Berth.Cli.DockerCredentials;

/// <summary>Files that are their owner's alone (mode 0600, in directories of 0700) and appear whole or not at all.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>Makes a directory, if need be, that nobody else may enter.</summary>
    public static void MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, DirectoryMode);
        }
    }

    /// <summary>Replaces a file, or makes it.</summary>
    public static void Replace(string path, byte[] content) => Move(path, content, overwrite: true);

    /// <summary>Makes a file, unless there is one.</summary>
    /// <returns>Whether it was made.</returns>
    public static bool TryMake(string path, byte[] content)
    {
        try
        {
            Move(path, content, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static void Move(string path, byte[] content, bool overwrite)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
            }

            File.Move(temporary, path, overwrite);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
