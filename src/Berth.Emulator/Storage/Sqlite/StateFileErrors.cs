namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Creates the errors of a database file that cannot be used.</summary>
internal static class StateFileErrors
{
    public static StorageException Corrupt(string path, string problem, Exception? innerException = null) => new(
        $"{path}: the file is damaged ({problem}); restore it from a backup, or save what is left with "
        + $"sqlite3 {path} .recover | sqlite3 {path}.new and put that file in its place",
        innerException);
}
