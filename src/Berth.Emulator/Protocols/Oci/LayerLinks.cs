using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>
/// Addresses that a layer can be fetched from without credentials for a while, as ECR's GetDownloadUrlForLayer gives them. They are
/// signed with a key of the emulator's state, so nothing is kept of them and they outlive a restart.
/// </summary>
internal sealed class LayerLinks(ReadOnlyMemory<byte> secret)
{
    /// <summary>The prefix of the path of every download URL.</summary>
    public const string PathPrefix = "/_layers/";

    /// <summary>How long an address works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Creates the path and query of a layer's download URL.</summary>
    public string Create(Repository repository, Digest digest, DateTimeOffset now)
    {
        var path = $"{PathPrefix}{repository.Registry.Account}/{repository.Registry.Region}/{repository.Name}/{digest}";
        var expires = (now + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{path}?expires={expires}&signature={SignatureOf(path, expires)}";
    }

    /// <summary>Reads an address that was made here and has not expired.</summary>
    public bool TryRead(
        HttpRequest request,
        DateTimeOffset now,
        [NotNullWhen(true)] out RegistryKey? registry,
        [NotNullWhen(true)] out RepositoryName? name,
        [NotNullWhen(true)] out Digest? digest)
    {
        (registry, name, digest) = (null, null, null);
        var path = request.Path.Value ?? string.Empty;
        var expires = request.Query["expires"].ToString();
        var signature = Encoding.ASCII.GetBytes(request.Query["signature"].ToString());
        if (!path.StartsWith(PathPrefix, StringComparison.Ordinal)
            || !CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(SignatureOf(path, expires)))
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds < now.ToUnixTimeSeconds())
        {
            return false;
        }

        var parts = path[PathPrefix.Length..].Split('/', 3);
        var last = path.LastIndexOf('/');
        if (parts.Length < 3
            || !AccountId.TryParse(parts[0], out var account)
            || !Region.TryParse(parts[1], out var region)
            || !RepositoryName.TryParse(parts[2][..parts[2].LastIndexOf('/')], out name)
            || !Digest.TryParse(path[(last + 1)..], out digest))
        {
            return false;
        }

        registry = new RegistryKey(account, region);
        return true;
    }

    private string SignatureOf(string path, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret.Span, Encoding.UTF8.GetBytes($"layer\n{path}\n{expires}")));
}
