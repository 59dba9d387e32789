using System.Collections.Concurrent;
using Berth.Names;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Reads the state on connections other than the writer's, so that reads wait neither for writes nor for each other.</summary>
internal sealed class StateReader(string path) : IDisposable
{
    private const int MaxIdleConnections = 4;

    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private volatile bool isDisposed;

    public StoredState Load() => Read(connection =>
    {
        var secret = Database.Scalar(connection, "SELECT value FROM meta WHERE key = 'secret'") as byte[];
        if (secret is not { Length: 32 })
        {
            throw new StorageException(
                $"{path}: the secret that tokens and download URLs are sealed with is missing; restore the file from a backup, "
                + "or choose another directory with --data");
        }

        return new StoredState(secret, Repositories(connection), RegistrySettings(connection));
    });

    public StoredContents LoadContents(long repository) => Read(connection =>
    {
        // One transaction, so that images, tags and layers are of the same moment.
        using var transaction = connection.BeginTransaction(deferred: true);
        return ContentsReader.Read(connection, repository);
    });

    public ReadOnlyMemory<byte>? ReadManifest(long repository, Digest digest) => Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM manifest WHERE repository = $1 AND digest = $2";
        command.Parameters.AddWithValue("$1", repository);
        command.Parameters.AddWithValue("$2", DigestBytes.Write(digest));
        return command.ExecuteScalar() is byte[] content ? content : default(ReadOnlyMemory<byte>?);
    });

    public bool HasLayer(Digest digest) => Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM layer WHERE digest = $1)";
        command.Parameters.AddWithValue("$1", DigestBytes.Write(digest));
        return (long)command.ExecuteScalar()! != 0;
    });

    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private static List<StoredRepository> Repositories(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT account, region, name, id, created_at, settings FROM repository ORDER BY account, region, name";
        using var rows = command.ExecuteReader();
        var repositories = new List<StoredRepository>();
        AccountId? account = null;
        Region? region = null;
        while (rows.Read())
        {
            var (accountText, regionText) = (rows.GetString(0), rows.GetString(1));
            account = account?.ToString() == accountText ? account : AccountId.Parse(accountText);
            region = region?.ToString() == regionText ? region : Region.Parse(regionText);
            repositories.Add(new StoredRepository(
                rows.GetInt64(3),
                account,
                region,
                RepositoryName.Parse(rows.GetString(2)),
                new DateTimeOffset(rows.GetInt64(4), TimeSpan.Zero),
                rows.GetString(5)));
        }

        return repositories;
    }

    private static List<StoredRegistrySetting> RegistrySettings(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT account, region, name, document FROM registry_setting";
        using var rows = command.ExecuteReader();
        var settings = new List<StoredRegistrySetting>();
        while (rows.Read())
        {
            settings.Add(new StoredRegistrySetting(
                AccountId.Parse(rows.GetString(0)), Region.Parse(rows.GetString(1)), rows.GetString(2), rows.GetString(3)));
        }

        return settings;
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        var connection = idle.TryTake(out var free) ? free : Database.Connect(path);
        try
        {
            return read(connection);
        }
        catch (SqliteException exception)
        {
            throw StateFileErrors.Corrupt(path, exception.Message, exception);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or ArgumentException)
        {
            throw StateFileErrors.Corrupt(path, exception.Message, exception);
        }
        finally
        {
            if (isDisposed || idle.Count >= MaxIdleConnections)
            {
                connection.Dispose();
            }
            else
            {
                idle.Add(connection);
            }
        }
    }
}
