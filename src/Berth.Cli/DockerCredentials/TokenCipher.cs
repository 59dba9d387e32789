using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// AES-256-GCM and SHA-256 in managed code. The framework's own would load OpenSSL, which takes longer than all else that a cached
/// <c>get</c> does.
/// </summary>
internal static class TokenCipher
{
    public const int KeyLength = 32;
    public const int NonceLength = 12;

    private const int TagBits = 128;

    /// <summary>Seals bytes for a place: moved to another one, they do not open.</summary>
    public static byte[] Seal(byte[] key, byte[] nonce, string place, byte[] plain)
    {
        var sealedBytes = Run(forEncryption: true, key, nonce, place, plain, 0, plain.Length);
        return [.. nonce, .. sealedBytes];
    }

    /// <summary>Opens sealed bytes.</summary>
    /// <returns>The bytes, or <see langword="null"/> if they were not sealed with this key for this place.</returns>
    public static byte[]? Open(byte[] key, string place, byte[] bytes)
    {
        if (bytes.Length < NonceLength + (TagBits / 8))
        {
            return null;
        }

        try
        {
            return Run(forEncryption: false, key, bytes[..NonceLength], place, bytes, NonceLength, bytes.Length - NonceLength);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
    }

    /// <summary>The hash of a text, as the first 32 hexadecimal digits.</summary>
    public static string Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var digest = new Sha256Digest();
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return Convert.ToHexStringLower(hash.AsSpan(0, hash.Length / 2));
    }

    private static byte[] Run(bool forEncryption, byte[] key, byte[] nonce, string place, byte[] bytes, int offset, int length)
    {
        var cipher = new GcmBlockCipher(AesUtilities.CreateEngine());
        cipher.Init(forEncryption, new AeadParameters(new KeyParameter(key), TagBits, nonce, Encoding.UTF8.GetBytes(place)));
        var result = new byte[cipher.GetOutputSize(length)];
        var written = cipher.ProcessBytes(bytes, offset, length, result, 0);
        cipher.DoFinal(result, written);
        return result;
    }
}
