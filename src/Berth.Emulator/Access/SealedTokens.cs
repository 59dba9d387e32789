using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>
/// Tokens that carry what they stand for, sealed with a key that belongs to the emulator's state: nothing is kept of them, and they
/// outlive a restart.
/// </summary>
internal sealed class SealedTokens(ReadOnlyMemory<byte> secret)
{
    private const int SealLength = 32;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    internal enum Kind : byte
    {
        Registry = 1,
        Session = 2,

        /// <summary>As the first two, of a principal of the identities file.</summary>
        PrincipalRegistry = 3,
        PrincipalSession = 4,
    }

    public string Seal(Kind kind, SealedCaller caller) =>
        Seal(kind, JsonSerializer.SerializeToUtf8Bytes(caller, TokenJson.Default.SealedCaller));

    public string Seal(Kind kind, byte[] payload) =>
        Convert.ToBase64String([.. SealOf(kind, payload), .. payload]);

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

        payload = opened.ToArray();
        return true;
    }

    /// <summary>Makes a role's session; its secret key follows from its access key, and its token carries the rest.</summary>
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

    /// <summary>An access key for a session of an account's role.</summary>
    public static string NewAccessKeyId(AccountId account) => "ASIA" + Letters(KeyBytes(account), 16);

    /// <summary>The secret key that belongs to an access key of a session.</summary>
    public string SecretOf(string accessKeyId) =>
        Convert.ToBase64String(HMACSHA256.HashData(secret.Span, System.Text.Encoding.UTF8.GetBytes("secret of " + accessKeyId)))[..40];

    // As in AWS's own keys, the account's number lies in the first 40 of the key's bits after the topmost.
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
