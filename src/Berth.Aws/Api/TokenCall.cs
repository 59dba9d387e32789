using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Credentials;

namespace Berth.Aws.Api;

/// <summary>The call that creates an authorization token.</summary>
internal static class TokenCall
{
    public static async Task<RegistryCredentials> MakeAsync(EcrApi api, CancellationToken cancellationToken)
    {
        var response = await api.CallAsync(
            EcrOperations.GetAuthorizationToken,
            new GetAuthorizationTokenRequest([api.Registry.Account.ToString()]),
            null,
            cancellationToken).ConfigureAwait(false);

        return response.Output?.AuthorizationData is [{ ExpiresAt: { } expiresAt } data, ..]
            && RegistryCredentials.TryRead(api.Registry.Host, data.AuthorizationToken, api.ToLocal(expiresAt), out var credentials)
                ? credentials
                : throw api.Site(nameof(EcrOperations.GetAuthorizationToken), null).Unusable("has no token, or one without user name, password or end");
    }
}
