using System.Diagnostics.CodeAnalysis;
using System.Text;
using Berth.Names;

namespace Berth.Credentials;

/// <summary>A user name and a password with which docker clients reach a registry, and their end.</summary>
/// <param name="Host">The registry's host.</param>
/// <param name="UserName">The user name; <c>AWS</c> for ECR.</param>
/// <param name="Password">The password.</param>
/// <param name="ExpiresAt">When they end, or <see langword="null"/> if they do not by themselves.</param>
public sealed record RegistryCredentials(RegistryHost Host, string UserName, Secret Password, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Reads an ECR authorization token: base64 of user name, colon and password. The password may contain colons.</summary>
    /// <param name="host">The registry's host.</param>
    /// <param name="token">The token as ECR answers it.</param>
    /// <param name="expiresAt">When it ends.</param>
    /// <param name="credentials">The credentials, or <see langword="null"/>.</param>
    /// <returns>Whether the token has both.</returns>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_AuthorizationData.html"/>
    public static bool TryRead(
        RegistryHost host,
        string? token,
        DateTimeOffset expiresAt,
        [NotNullWhen(true)] out RegistryCredentials? credentials)
    {
        credentials = null;
        var bytes = new byte[token?.Length ?? 0];
        if (!Convert.TryFromBase64String(token ?? string.Empty, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == text.Length - 1)
        {
            return false;
        }

        credentials = new RegistryCredentials(host, text[..colon], new Secret(text[(colon + 1)..]), expiresAt);
        return true;
    }

    /// <summary>Returns whether the credentials are still valid.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether their end is yet to come.</returns>
    public bool HoldAt(DateTimeOffset now) => ExpiresAt is not { } end || now < end;
}
