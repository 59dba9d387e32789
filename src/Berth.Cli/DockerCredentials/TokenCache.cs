using System.Security.Cryptography;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// Tokens on disk: one file for each region and caller, so that parallel processes never have to merge. The file is encrypted; its key lies
/// in another directory, so that what backs up or leaks caches has no use of them.
/// </summary>
internal sealed class TokenCache
{
    private readonly CommandHost host;
    private readonly string directory;
    private readonly string keyFile;

    public TokenCache(CommandHost host)
    {
        this.host = host;
        directory = Path.Combine(UserDirectories.Cache(host), "tokens");
        keyFile = Path.Combine(UserDirectories.State(host), "token-cache.key");
    }

    /// <summary>Finds a token, fresh or not. A file that does not open is reported and kept aside.</summary>
    public CachedToken? Find(EcrRegistry registry)
    {
        var name = NameOf(registry);
        var path = Path.Combine(directory, name);
        try
        {
            if (ReadKey() is { } key && ReadIfThere(path) is { } bytes)
            {
                return TokenCipher.Open(key, name, bytes) is { } plain ? CachedToken.Read(plain, registry.Host) : KeepAside(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            host.People.WriteLine($"berth: the token cache cannot be read: {exception.Message}");
        }

        return null;
    }

    /// <summary>Keeps a token. That it cannot be kept is reported, and does not keep it from being used.</summary>
    public void Keep(EcrRegistry registry, CachedToken token)
    {
        try
        {
            var name = NameOf(registry);
            PrivateFiles.MakeDirectory(directory);
            var nonce = RandomNumberGenerator.GetBytes(TokenCipher.NonceLength);
            PrivateFiles.Replace(Path.Combine(directory, name), TokenCipher.Seal(ReadKey() ?? MakeKey(), nonce, name, token.ToBytes()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.People.WriteLine($"berth: the token cannot be kept for the next time: {exception.Message}");
        }
    }

    /// <summary>Forgets a token.</summary>
    public void Forget(EcrRegistry registry)
    {
        var path = Path.Combine(directory, NameOf(registry));
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static byte[]? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string NameOf(EcrRegistry registry) => $"{registry.Region}-{TokenCipher.Hash(CallerKey.Of(host, registry))}";

    private byte[]? ReadKey()
    {
        var key = ReadIfThere(keyFile);
        if (key is null || key.Length == TokenCipher.KeyLength)
        {
            return key;
        }

        KeepAside(keyFile);
        return null;
    }

    private byte[] MakeKey()
    {
        PrivateFiles.MakeDirectory(Path.GetDirectoryName(keyFile)!);
        var key = RandomNumberGenerator.GetBytes(TokenCipher.KeyLength);

        // Of processes that make the first key at once, one wins and all use its key.
        return PrivateFiles.TryMake(keyFile, key) ? key : File.ReadAllBytes(keyFile);
    }

    private CachedToken? KeepAside(string path)
    {
        var aside = $"{path}.broken-{host.Time.GetUtcNow().ToUnixTimeSeconds()}";
        File.Move(path, aside, overwrite: true);
        host.People.WriteLine($"berth: '{path}' was broken and is kept as '{aside}'; delete it once you have looked at it");
        return null;
    }
}
