using Berth.Credentials;

namespace Berth.Oci.Authentication;

/// <summary>What opens a registry: a user's name and password, an identity token that is exchanged for access tokens, or an access token itself.</summary>
public sealed class RegistryLogin
{
    private RegistryLogin(string? userName, Secret? password, Secret? identityToken, Secret? accessToken)
    {
        UserName = userName;
        Password = password;
        IdentityToken = identityToken;
        AccessToken = accessToken;
    }

    /// <summary>Gets the user's name, for a credential of name and password.</summary>
    public string? UserName { get; }

    /// <summary>Gets the password, for a credential of name and password.</summary>
    public Secret? Password { get; }

    /// <summary>Gets the identity token, which the registry's token server exchanges.</summary>
    public Secret? IdentityToken { get; }

    /// <summary>Gets the access token, which the registry takes as it is.</summary>
    public Secret? AccessToken { get; }

    /// <summary>Makes a credential of a user's name and password.</summary>
    /// <param name="userName">The name, which has no colon: Basic authentication cannot carry one.</param>
    /// <param name="password">The password; it may hold colons.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="ArgumentException">The name is empty or has a colon.</exception>
    public static RegistryLogin Of(string userName, Secret password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        return userName.Contains(':', StringComparison.Ordinal)
            ? throw new ArgumentException("A user name with a colon cannot be sent.", nameof(userName))
            : new RegistryLogin(userName, password, null, null);
    }

    /// <summary>Makes a credential of an identity token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The credential.</returns>
    public static RegistryLogin OfIdentityToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new RegistryLogin(null, null, token, null);
    }

    /// <summary>Makes a credential of an access token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The credential.</returns>
    public static RegistryLogin OfAccessToken(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new RegistryLogin(null, null, null, token);
    }

    /// <summary>Says which kind of credential this is, and never what it is.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() =>
        IdentityToken is not null ? "an identity token" : AccessToken is not null ? "an access token" : "a user name and password";
}
