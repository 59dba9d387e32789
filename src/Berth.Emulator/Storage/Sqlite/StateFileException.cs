namespace Berth.Emulator.Storage.Sqlite;

/// <summary>The database file cannot be used: it is damaged, incomplete, or of a newer version.</summary>
internal sealed class StateFileException(string message, Exception? innerException = null) : StorageException(message, innerException)
{
    public static StateFileException Corrupt(string path, string problem, Exception? innerException = null) => new(
        $"{path}: the file is damaged ({problem}); restore it from a backup, or save what is left with "
        + $"sqlite3 {path} .recover | sqlite3 {path}.new and put that file in its place",
        innerException);
}
