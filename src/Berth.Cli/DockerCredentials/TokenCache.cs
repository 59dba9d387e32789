using System.Security.Cryptography;
using Berth.Cli.Hosting;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// Tokens on disk: one file for each registry and identity, so that parallel processes never have to merge. The files are encrypted; the key
/// is in another directory, so that a backup or leak of the cache is of no use without it. Without a home directory nothing is cached.
/// </summary>
internal sealed class TokenCache
{
    private readonly CommandHost host;
    private readonly string? directory;
    private readonly string? keyFile;

    public TokenCache(CommandHost host)
    {
        this.host = host;
        if (UserDirectories.Cache(host) is { } cache && UserDirectories.State(host) is { } state)
        {
            directory = Path.Combine(cache, "tokens");
            keyFile = Path.Combine(state, "token-cache.key");
        }
    }

    /// <summary>Finds a token, fresh or not. A file that cannot be decrypted is reported and set aside.</summary>
    public CachedToken? Find(EcrRegistry registry)
    {
        try
        {
            if (ReadKey() is { } key && FileOf(registry) is { } path && LocalFile.ReadIfExists(path) is { } bytes)
            {
                return TokenCipher.Open(key, Path.GetFileName(path), bytes) is { } plain ? CachedToken.Read(plain, registry.Host) : SetAside(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            host.Error.WriteLine($"berth: warning: the token cache cannot be read: {exception.Message}");
        }

        return null;
    }

    /// <summary>Stores a token. If it cannot be stored, that is reported, and the token is used nevertheless.</summary>
    public void Store(EcrRegistry registry, CachedToken token)
    {
        try
        {
            if (FileOf(registry) is not { } path)
            {
                host.Error.WriteLine("berth: warning: the token is not cached: HOME is not set");
                return;
            }

            PrivateFiles.CreateDirectory(directory!);
            var nonce = RandomNumberGenerator.GetBytes(TokenCipher.NonceLength);
            PrivateFiles.Replace(path, TokenCipher.Seal(ReadKey() ?? CreateKey(), nonce, Path.GetFileName(path), token.ToBytes()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"berth: warning: the token is not cached: {exception.Message}");
        }
    }

    /// <summary>Removes a token.</summary>
    public void Remove(EcrRegistry registry)
    {
        if (FileOf(registry) is { } path && File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private string? FileOf(EcrRegistry registry) => directory is null
        ? null
        : Path.Combine(directory, $"{registry.Region}-{TokenCipher.Hash(TokenCacheKey.Of(host, registry))}");

    private byte[]? ReadKey()
    {
        var key = keyFile is null ? null : LocalFile.ReadIfExists(keyFile);
        if (key is null || key.Length == TokenCipher.KeyLength)
        {
            return key;
        }

        SetAside(keyFile!);
        return null;
    }

    private byte[] CreateKey()
    {
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(keyFile)!);
        var key = RandomNumberGenerator.GetBytes(TokenCipher.KeyLength);

        // If several processes create the first key at once, one succeeds and all use its key.
        return PrivateFiles.TryCreate(keyFile!, key) ? key : File.ReadAllBytes(keyFile!);
    }

    private CachedToken? SetAside(string path)
    {
        var aside = $"{path}.broken-{host.Time.GetUtcNow().ToUnixTimeSeconds()}";
        File.Move(path, aside, overwrite: true);
        host.Error.WriteLine($"berth: warning: '{path}' is not valid and was renamed to '{aside}'; delete it after you have looked at it");
        return null;
    }
}
