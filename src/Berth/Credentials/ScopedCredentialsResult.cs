namespace Berth.Credentials;

/// <summary>The answer to a request for scoped credentials: <see cref="ScopedCredentialsGranted"/> or <see cref="ScopedCredentialsRefused"/>.</summary>
public abstract record ScopedCredentialsResult
{
    private protected ScopedCredentialsResult()
    {
    }
}
