using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Access.Tokens;

/// <summary>
/// Self-contained tokens, sealed with a key of the emulator's state: nothing about them is stored, and they outlive a restart. Registry
/// tokens have the length of ECR's.
/// </summary>
internal sealed class SealedTokens(ReadOnlyMemory<byte> secret)
{
    private const int SealLength = 32;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // 1,800 bytes are 2,400 characters of base64. ECR's passwords have been seen with 2,293 to 2,714 characters.
    private const int RegistryLength = 1800;

    /// <summary>The kinds of tokens; the number is part of the seal. 1 and 3 were registry tokens without padding.</summary>
    internal enum Kind : byte
    {
        /// <summary>A session of a role, without identities.</summary>
        Session = 2,

        /// <summary>A session of a role of an identities file.</summary>
        PrincipalSession = 4,

        /// <summary>A registry token, without identities.</summary>
        Registry = 5,

        /// <summary>A registry token of a principal of an identities file.</summary>
        PrincipalRegistry = 6,
    }

    public string Seal(Kind kind, SealedCaller caller) =>
        Seal(kind, JsonSerializer.SerializeToUtf8Bytes(caller, TokenJson.Default.SealedCaller));

    public string Seal(Kind kind, byte[] payload)
    {
        var content = IsPadded(kind) ? Pad(payload) : payload;
        return Convert.ToBase64String([.. SealOf(kind, content), .. content]);
    }

    public bool TryOpen(Kind kind, string token, [NotNullWhen(true)] out SealedCaller? caller)
    {
        caller = TryOpenBytes(kind, token, out byte[]? payload) ? JsonSerializer.Deserialize(payload, TokenJson.Default.SealedCaller) : null;
        return caller is not null;
    }

    public bool TryOpenBytes(Kind kind, string token, [NotNullWhen(true)] out byte[]? payload)
    {
        payload = null;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length) || length <= SealLength)
        {
            return false;
        }

        var opened = bytes.AsSpan(SealLength, length - SealLength);
        if (!CryptographicOperations.FixedTimeEquals(SealOf(kind, opened), bytes.AsSpan(0, SealLength)))
        {
            return false;
        }

        payload = (IsPadded(kind) ? opened.Slice(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(opened)) : opened).ToArray();
        return true;
    }

    /// <summary>Creates a session of a role; its secret key is derived from its access key, and its token contains the rest.</summary>
    public RoleSession CreateSession(Caller caller, RoleRequest request, DateTimeOffset expiresAt)
    {
        var account = request.Role.Account!;
        var roleName = request.Role.Resource[(request.Role.Resource.LastIndexOf('/') + 1)..];
        var arn = $"arn:{request.Role.Partition}:sts::{account}:assumed-role/{roleName}/{request.SessionName}";
        var roleId = "AROA" + Letters(HMACSHA256.HashData(secret.Span, System.Text.Encoding.UTF8.GetBytes(request.Role.ToString())), 17);
        var key = NewAccessKeyId(account);
        var session = new SealedCaller(account, caller.Region, arn, $"{roleId}:{request.SessionName}", key, expiresAt);
        return new RoleSession(key, SecretOf(key), Seal(Kind.Session, session), expiresAt, arn, session.UserId);
    }

    /// <summary>Creates an access key for a session of a role of an account.</summary>
    public static string NewAccessKeyId(AccountId account) => "ASIA" + Letters(KeyBytes(account), 16);

    /// <summary>Derives the secret key of an access key of a session.</summary>
    public string SecretOf(string accessKeyId) =>
        Convert.ToBase64String(HMACSHA256.HashData(secret.Span, System.Text.Encoding.UTF8.GetBytes("secret of " + accessKeyId)))[..40];

    private static bool IsPadded(Kind kind) => kind is Kind.Registry or Kind.PrincipalRegistry;

    /// <summary>Writes the payload behind its length and adds random bytes up to the length of ECR's tokens.</summary>
    private static byte[] Pad(byte[] payload)
    {
        var padded = new byte[Math.Max(RegistryLength - SealLength, sizeof(int) + payload.Length)];
        BinaryPrimitives.WriteInt32BigEndian(padded, payload.Length);
        payload.CopyTo(padded, sizeof(int));
        RandomNumberGenerator.Fill(padded.AsSpan(sizeof(int) + payload.Length));
        return padded;
    }

    // As in AWS's own keys, the account's number is in the first 40 bits of the key after the highest.
    private static byte[] KeyBytes(AccountId account)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(
            number, (1UL << 47) | (ulong.Parse(account.ToString(), System.Globalization.CultureInfo.InvariantCulture) << 7));
        return [.. number[2..], .. RandomNumberGenerator.GetBytes(4)];
    }

    private static string Letters(ReadOnlySpan<byte> bytes, int count)
    {
        var letters = new char[count];
        for (var index = 0; index < count; index++)
        {
            var bit = index * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
            letters[index] = Base32[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(letters);
    }

    private byte[] SealOf(Kind kind, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Span);
        hash.AppendData([(byte)kind]);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
