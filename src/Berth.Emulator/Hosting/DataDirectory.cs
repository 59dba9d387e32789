using System.Globalization;

namespace Berth.Emulator.Hosting;

/// <summary>
/// The directory that keeps an emulator's state. One process owns it at a time, by a lock that the system takes back when the process
/// ends, however it ends.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "berth.lock";
    private const string OwnerName = "owner";
    private const string EndpointName = "endpoint";

    private readonly string path;
    private readonly FileStream held;

    private DataDirectory(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>The file of the database.</summary>
    public string StateFile => Path.Combine(path, "state.db");

    /// <summary>The directory of the blob store.</summary>
    public string BlobDirectory => Path.Combine(path, "blobs");

    private string EndpointFile => Path.Combine(path, EndpointName);

    /// <summary>Takes the directory, which is made where there is none.</summary>
    /// <returns>The directory, or <see langword="null"/> while another process owns it.</returns>
    /// <exception cref="EmulatorStartException">It cannot be used at all.</exception>
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
            throw new EmulatorStartException($"{path}: it cannot be used as the data directory ({exception.Message}); choose another with --data", exception);
        }
    }

    /// <summary>Finds the address at which the directory's present owner listens, if it listens.</summary>
    public static Uri? PublishedEndpoint(string path)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(path, EndpointName));
            var owner = File.ReadAllText(Path.Combine(path, OwnerName));

            // What a killed owner left behind is signed with another process's number.
            return lines is [var address, var signature] && signature == owner && Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Tells other processes where this one listens.</summary>
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

    // What seals tokens lies in it, so that it is its user's alone.
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
