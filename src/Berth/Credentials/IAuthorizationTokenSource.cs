using Berth.Registries;

namespace Berth.Credentials;

/// <summary>The port to ECR's <c>GetAuthorizationToken</c>: each call makes one.</summary>
public interface IAuthorizationTokenSource
{
    /// <summary>Requests a token from ECR with the registry's role or profile, or the ambient credentials. It has all permissions of its principal.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The credentials for the registry's host. What keeps the call from its answer is an <see cref="EcrException"/>.</returns>
    Task<RegistryCredentials> GetAuthorizationTokenAsync(EcrRegistry registry, CancellationToken cancellationToken);
}
