namespace Berth.Credentials;

/// <summary>The credentials are given.</summary>
/// <param name="Credentials">User name, password, and when they end.</param>
/// <param name="Keys">The session's own keys, for clients that call ECR's API; <see langword="null"/> where <paramref name="InPlaceOf"/> is set.</param>
/// <param name="InPlaceOf">The refusal in whose place the registry's broad token is given, because the caller allowed it; otherwise <see langword="null"/>.</param>
public sealed record ScopedCredentialsGranted(
    RegistryCredentials Credentials,
    SessionKeys? Keys,
    ScopedCredentialsRefused? InPlaceOf = null) : ScopedCredentialsResult
{
    /// <summary>Gets a value indicating whether these are not scoped, but open all that the platform itself may reach.</summary>
    public bool IsBroad => InPlaceOf is not null;
}
