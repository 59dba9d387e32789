using Berth.Names;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>
/// Reads the contents of one repository. It calls SQLite without ADO.NET, which would create several objects for each column: a
/// repository may have 100,000 images, and its first request waits for this.
/// </summary>
internal sealed class ContentsReader(long repository)
{
    private readonly Dictionary<Digest, Digest> digests = [];
    private readonly Dictionary<string, string> texts = [];

    public static StoredContents Read(SqliteConnection connection, long repository)
    {
        var reader = new ContentsReader(repository);
        var database = connection.Handle!;
        return new StoredContents(
            reader.Rows(
                database,
                "SELECT digest, sequence, media_type, artifact_type, size, manifest_size, pushed_at, pulled_at, status, archived_at, "
                + "activated_at, subject, children, layers FROM image WHERE repository = ?",
                "image",
                reader.Image),
            reader.Rows(database, "SELECT tag, digest, ordinal FROM tag WHERE repository = ?", "tag", reader.TagOf),
            reader.Rows(database, "SELECT digest, size, media_type, added_at FROM layer WHERE repository = ?", "layer", reader.Layer));
    }

    private static DateTimeOffset? Time(sqlite3_stmt row, int column) =>
        raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL ? null : new DateTimeOffset(raw.sqlite3_column_int64(row, column), TimeSpan.Zero);

    private List<T> Rows<T>(sqlite3 database, string sql, string table, Func<sqlite3_stmt, T> read)
    {
        var rows = new List<T>();
        Verify(database, raw.sqlite3_prepare_v2(database, sql, out var statement));
        using (statement)
        {
            raw.sqlite3_bind_int64(statement, 1, repository);
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                try
                {
                    rows.Add(read(statement));
                }
                catch (Exception exception) when (exception is FormatException or ArgumentException)
                {
                    throw new FormatException($"table {table}, repository {repository}, row {rows.Count + 1}: {exception.Message}", exception);
                }
            }

            Verify(database, result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        }

        return rows;
    }

    private static void Verify(sqlite3 database, int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result);
        }
    }

    private StoredImage Image(sqlite3_stmt row) => new()
    {
        Digest = Intern(DigestBytes.Read(raw.sqlite3_column_blob(row, 0))),
        Sequence = raw.sqlite3_column_int64(row, 1),
        ManifestMediaType = Text(row, 2) ?? throw new FormatException("the media type is missing"),
        ArtifactMediaType = Text(row, 3),
        Size = raw.sqlite3_column_int64(row, 4),
        ManifestSize = raw.sqlite3_column_int(row, 5),
        PushedAt = Time(row, 6) ?? throw new FormatException("the push time is missing"),
        LastPulledAt = Time(row, 7),
        Status = Enum.IsDefined((ImageStatus)raw.sqlite3_column_int(row, 8))
            ? (ImageStatus)raw.sqlite3_column_int(row, 8)
            : throw new FormatException($"the status {raw.sqlite3_column_int(row, 8)} is not known"),
        LastArchivedAt = Time(row, 9),
        LastActivatedAt = Time(row, 10),
        Subject = raw.sqlite3_column_type(row, 11) == raw.SQLITE_NULL ? null : Intern(DigestBytes.Read(raw.sqlite3_column_blob(row, 11))),
        Children = List(row, 12),
        Layers = List(row, 13),
    };

    private StoredTag TagOf(sqlite3_stmt row) => new(
        Tag.Parse(raw.sqlite3_column_text(row, 0).utf8_to_string()),
        Intern(DigestBytes.Read(raw.sqlite3_column_blob(row, 1))),
        raw.sqlite3_column_int64(row, 2));

    private StoredLayer Layer(sqlite3_stmt row) => new(
        Intern(DigestBytes.Read(raw.sqlite3_column_blob(row, 0))),
        raw.sqlite3_column_int64(row, 1),
        Text(row, 2),
        Time(row, 3) ?? throw new FormatException("the time is missing"));

    private System.Collections.Immutable.ImmutableArray<Digest> List(sqlite3_stmt row, int column)
    {
        var list = DigestBytes.ReadList(raw.sqlite3_column_blob(row, column));
        return list.IsEmpty ? list : [.. list.Select(Intern)];
    }

    private Digest Intern(Digest digest) => digests.TryAdd(digest, digest) ? digest : digests[digest];

    private string? Text(sqlite3_stmt row, int column)
    {
        if (raw.sqlite3_column_type(row, column) == raw.SQLITE_NULL)
        {
            return null;
        }

        var text = raw.sqlite3_column_text(row, column).utf8_to_string();
        return texts.TryAdd(text, text) ? text : texts[text];
    }
}
