using System.Text;
using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>Reads small files of the user, with a limit on their size.</summary>
internal static class LocalFile
{
    /// <summary>The greatest length of a file, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="where">The option, variable or key that names the file.</param>
    /// <param name="what">What the file is, such as <c>the configuration</c>.</param>
    /// <exception cref="LocalException">The file cannot be read, or is longer than <see cref="MaxLength"/>.</exception>
    public static byte[] Read(string path, string where, string what)
    {
        try
        {
            return ReadLimited(path);
        }
        catch (Exception exception) when (LocalException.IsCause(exception))
        {
            throw new LocalException(
                new Fault(where, $"{what} cannot be read: {exception.Message.TrimEnd('.')}", "name a file that exists and is readable"),
                exception);
        }
    }

    /// <summary>Reads a file of UTF-8 text.</summary>
    /// <inheritdoc cref="Read"/>
    public static string ReadText(string path, string where, string what)
    {
        var bytes = Read(path, where, what).AsSpan();
        return Encoding.UTF8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
    }

    /// <summary>Reads a file if it exists.</summary>
    /// <returns>The content, or <see langword="null"/> if the file does not exist.</returns>
    /// <exception cref="IOException">The file cannot be read, or is longer than <see cref="MaxLength"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static byte[]? ReadIfExists(string path)
    {
        try
        {
            return ReadLimited(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static byte[] ReadLimited(string path)
    {
        // Devices and pipes have no length, so that the bytes are counted while they are read.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MaxLength)
            {
                throw new IOException($"'{path}' is longer than {MaxLength} bytes");
            }
        }

        return content.ToArray();
    }
}
