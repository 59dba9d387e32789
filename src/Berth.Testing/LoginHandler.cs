using System.Net.Http.Headers;
using Berth.Credentials;

namespace Berth.Testing;

/// <summary>Adds credentials to each request that has none.</summary>
internal sealed class LoginHandler(Func<CancellationToken, Task<RegistryCredentials>> login, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            var credentials = await login(cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", DockerConfigJson.BasicOf(credentials));
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
