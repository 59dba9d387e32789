using System.Security.Cryptography;
using System.Text;
using Berth.Credentials;

namespace Berth.Oci.Authentication;

/// <summary>A login of a registry as docker stores it: a user name and password, an identity token that is exchanged for access tokens, or an access token.</summary>
public sealed class DockerLogin
{
    private DockerLogin(string? userName, Secret? password, Secret? identityToken, Secret? accessToken)
    {
        UserName = userName;
        Password = password;
        IdentityToken = identityToken;
        AccessToken = accessToken;
    }

    /// <summary>Gets the user's name, for a login with user name and password.</summary>
    public string? UserName { get; }

    /// <summary>Gets the password, for a login with user name and password.</summary>
    public Secret? Password { get; }

    /// <summary>Gets the identity token, which the registry's token server exchanges.</summary>
    public Secret? IdentityToken { get; }

    /// <summary>Gets the access token, which is sent to the registry.</summary>
    public Secret? AccessToken { get; }

    /// <summary>Gets a hash that differs for each login, for the keys of caches.</summary>
    internal string Identity => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{UserName}\n{Password?.Reveal()}\n{IdentityToken?.Reveal()}\n{AccessToken?.Reveal()}")));

    /// <summary>Creates a login from a user name and a password.</summary>
    /// <param name="userName">The name, without a colon: Basic authentication cannot transport one.</param>
    /// <param name="password">The password; it may hold colons.</param>
    /// <returns>The login.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a colon.</exception>
    public static DockerLogin Create(string userName, Secret password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        return userName.Contains(':', StringComparison.Ordinal)
            ? throw new ArgumentException("A user name must not have a colon.", nameof(userName))
            : new DockerLogin(userName, password, null, null);
    }

    /// <summary>Creates a login from an identity token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The login.</returns>
    public static DockerLogin OfIdentityToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new DockerLogin(null, null, token, null);
    }

    /// <summary>Creates a login from an access token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The login.</returns>
    public static DockerLogin OfAccessToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new DockerLogin(null, null, null, token);
    }

    /// <summary>Returns the kind of the login, without its secrets.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() =>
        IdentityToken is not null ? "an identity token" : AccessToken is not null ? "an access token" : "a user name and password";
}
