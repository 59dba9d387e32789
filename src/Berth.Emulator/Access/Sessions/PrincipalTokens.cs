using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text.Json;
using Berth.Emulator.Access.Policies;
using Berth.Emulator.Access.Tokens;

namespace Berth.Emulator.Access.Sessions;

/// <summary>Writes principals into sealed tokens and reads them back. A token outlives the process; the principal of a token is cached.</summary>
/// <param name="directory">The identities, whose policies apply to the bearer of a token.</param>
/// <param name="seals">Seals the tokens.</param>
internal sealed class PrincipalTokens(IdentityDirectory directory, SealedTokens seals)
{
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<(SealedTokens.Kind Kind, string Token), TrustedPrincipal> cache = new();

    /// <summary>Writes a token.</summary>
    public string Write(SealedTokens.Kind kind, SealedPrincipal principal)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, principal, SessionJson.Default.SealedPrincipal);
        }

        return seals.Seal(kind, packed.ToArray());
    }

    /// <summary>Reads a token, expired or not.</summary>
    public bool TryRead(SealedTokens.Kind kind, string token, [NotNullWhen(true)] out TrustedPrincipal? principal)
    {
        if (cache.TryGetValue((kind, token), out principal))
        {
            return true;
        }

        if (!seals.TryOpenBytes(kind, token, out var packed) || Find(Unpack(packed)) is not { } found)
        {
            return false;
        }

        if (cache.Count >= Capacity)
        {
            cache.Clear();
        }

        principal = cache[(kind, token)] = found;
        return true;
    }

    private static SealedPrincipal? Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, SessionJson.Default.SealedPrincipal);
    }

    private TrustedPrincipal? Find(SealedPrincipal? seal)
    {
        if (seal?.SessionName is null)
        {
            return seal is not null && directory.TryFindKey(seal.AccessKeyId, out var user, out _)
                ? new TrustedPrincipal(user.ToPrincipal(), seal)
                : null;
        }

        ImmutableArray<IamPolicy> policies = seal.Policy is not null
            && IamPolicy.Parse(seal.Policy, PolicyKind.Session, "Policy", out _) is { } policy
                ? [policy]
                : [];
        return directory.FindRole(seal.Owner) is { } role && policies.IsEmpty == seal.Policy is null
            ? new TrustedPrincipal(role.ToPrincipal(seal.SessionName, policies, seal.Tags), seal)
            : null;
    }
}
