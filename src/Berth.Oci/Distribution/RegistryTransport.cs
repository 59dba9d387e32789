using System.Net;
using System.Net.Http.Headers;
using Berth.Oci.Authentication;

namespace Berth.Oci.Distribution;

/// <summary>Sends one request: in time, with the credentials that the registry asks for, along redirects that never see these credentials.</summary>
internal sealed class RegistryTransport(HttpMessageInvoker http, RegistryAuthenticator authenticator, OciClientOptions options, TimeProvider time)
{
    /// <summary>Sends a request and hands the answer, whatever its status, to <paramref name="read"/> while the time runs.</summary>
    /// <exception cref="RegistryUnreachableException">There was no whole answer.</exception>
    public async Task<T> SendAsync<T>(
        RegistryRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await AuthenticateAndSendAsync(request, linked.Token).ConfigureAwait(false);
            return await read(response, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var uri = RegistryRoutes.Redacted(request.Uri);
            throw new RegistryUnreachableException(uri, $"{request.Method} {uri} was not answered within {options.RequestTimeout.TotalSeconds:0.#} s", isTransient: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable(request, exception);
        }
    }

    private async Task<HttpResponseMessage> AuthenticateAndSendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var remembered = authenticator.Remembered(request.Registry, request.Repository);
        var response = await FollowAsync(request, remembered, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        var header = await authenticator
            .AnswerAsync(request.Registry, request.Repository, request.Uri, response.Headers.WwwAuthenticate, remembered, cancellationToken)
            .ConfigureAwait(false);
        if (header is null)
        {
            return response;
        }

        response.Dispose();
        return await FollowAsync(request, header, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> FollowAsync(RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var uri = request.Uri;
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(request.Method, uri);
            message.Headers.UserAgent.ParseAdd(options.UserAgent);
            foreach (var accept in request.Accept)
            {
                message.Headers.TryAddWithoutValidation("Accept", accept);
            }

            message.Headers.Authorization = IsSameOrigin(uri, request.Uri) ? authorization : null;
            var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (!request.FollowsRedirects || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            uri = Next(request, uri, location, redirects);
        }
    }

    private Uri Next(RegistryRequest request, Uri from, Uri location, int redirects)
    {
        var shown = RegistryRoutes.Redacted(request.Uri);
        if (redirects >= options.MaxRedirects)
        {
            throw new RegistryUnreachableException(shown, $"{request.Method} {shown} was redirected more than {options.MaxRedirects} times", isTransient: false);
        }

        var next = location.IsAbsoluteUri ? location : new Uri(from, location);
        var isSafe = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);
        return isSafe
            ? next
            : throw new RegistryUnreachableException(shown, $"{request.Method} {shown} was redirected to an address that is not https", isTransient: false);
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    private static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private static RegistryUnreachableException Unreachable(RegistryRequest request, Exception exception)
    {
        var uri = RegistryRoutes.Redacted(request.Uri);
        var error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ResponseEnded;
        var (what, isTransient) = error switch
        {
            HttpRequestError.NameResolutionError => ($"the name {uri.Host} is not known; check the registry's host", true),
            HttpRequestError.ConnectionError => ($"no connection to {uri.Authority} could be made", true),
            HttpRequestError.SecureConnectionError => ($"{uri.Authority} does not speak TLS or shows a certificate that is not trusted", false),
            HttpRequestError.ResponseEnded => ($"{uri.Authority} broke off its answer", true),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => ($"{uri.Authority} did not answer in HTTP", true),
            _ => ($"{uri.Authority} could not be asked: {OutsideText.Shown(exception.Message, 200)}", true),
        };
        return new RegistryUnreachableException(uri, $"{request.Method} {uri} failed: {what}", isTransient, exception);
    }
}
