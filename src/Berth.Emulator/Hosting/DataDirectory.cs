using System.Globalization;

namespace Berth.Emulator.Hosting;

/// <summary>
/// The directory of an emulator's state. One process owns it at a time, by a file lock that the operating system releases when the process
/// ends.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "berth.lock";
    private const string OwnerName = "owner";
    private const string EndpointName = "endpoint";

    private static readonly EnumerationOptions AnyDepth = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly string path;
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>Gets the file of the database.</summary>
    public string StateFile => Path.Combine(path, "state.db");

    /// <summary>Gets a value indicating whether the blob store has a blob.</summary>
    public bool HasBlobs =>
        Directory.Exists(BlobDirectory) && Directory.EnumerateFiles(Path.Combine(BlobDirectory, "blobs"), "*", AnyDepth).Any();

    /// <summary>Gets the directory of the blob store.</summary>
    public string BlobDirectory => Path.Combine(path, "blobs");

    private string EndpointFile => Path.Combine(path, EndpointName);

    /// <summary>Takes ownership of the directory. Creates it if it does not exist.</summary>
    /// <returns>The directory, or <see langword="null"/> while another process owns it.</returns>
    /// <exception cref="EmulatorStartException">The directory cannot be used.</exception>
    public static DataDirectory? TryOwn(string path)
    {
        try
        {
            var full = Create(path);
            var held = new FileStream(Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var directory = new DataDirectory(full, held);
            directory.Sign();
            return directory;
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EmulatorStartException($"{path}: the directory cannot be used as the data directory ({exception.Message}); choose another with --data", exception);
        }
    }

    /// <summary>Finds the address at which the owner of the directory listens, if it listens.</summary>
    public static Uri? PublishedEndpoint(string path)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(path, EndpointName));
            var owner = File.ReadAllText(Path.Combine(path, OwnerName));

            // The file of an owner that was killed has another process id.
            return lines is [var address, var signature] && signature == owner && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Publishes the address of this process to other processes.</summary>
    public void Publish(Uri endpoint)
    {
        var temporary = EndpointFile + ".new";
        File.WriteAllText(temporary, $"{endpoint}\n{Signature()}\n");
        File.Move(temporary, EndpointFile, overwrite: true);
    }

    public void Dispose()
    {
        File.Delete(EndpointFile);
        held.Dispose();
    }

    // It has the secret that tokens are sealed with: only its user may read it.
    private static string Create(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    // EWOULDBLOCK is 11 on Linux and 35 on macOS; a sharing violation is 32 on Windows.
    private static bool IsLocked(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 32;

    private static string Signature() => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private void Sign()
    {
        File.Delete(EndpointFile);
        File.WriteAllText(Path.Combine(path, OwnerName), Signature());
    }
}
