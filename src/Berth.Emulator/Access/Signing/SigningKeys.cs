using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Emulator.Access.Signing;

/// <summary>Derives the signing keys of scopes and caches them: one key serves all requests of an access key on one day.</summary>
internal sealed class SigningKeys
{
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<(string AccessKeyId, string Scope), byte[]> keys = new();

    /// <summary>Returns the key of a scope.</summary>
    public byte[] Of(SignatureHeader header, string secret)
    {
        var name = (header.AccessKeyId, header.Scope);
        if (keys.TryGetValue(name, out var key))
        {
            return key;
        }

        key = Derive(header, secret);
        if (keys.Count >= Capacity)
        {
            keys.Clear();
        }

        keys[name] = key;
        return key;
    }

    private static byte[] Derive(SignatureHeader header, string secret)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { header.Date, header.Region.ToString(), header.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }
}
