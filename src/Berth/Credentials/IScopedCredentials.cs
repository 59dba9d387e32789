using Berth.Registries;

namespace Berth.Credentials;

/// <summary>Issues credentials that are limited to one repository.</summary>
public interface IScopedCredentials
{
    /// <summary>Opens a session of the registry's role that is narrowed to the repository, and gets a token with it.</summary>
    /// <param name="request">The request: repository, access and duration.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The credentials, or the refusal.</returns>
    /// <exception cref="EcrException">AWS could not be asked: no network, no platform credentials, throttling, or an invalid response.</exception>
    Task<ScopedCredentialsResult> GetAsync(ScopedCredentialsRequest request, CancellationToken cancellationToken);
}
