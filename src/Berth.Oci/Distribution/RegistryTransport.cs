using System.Net;
using System.Net.Http.Headers;

namespace Berth.Oci.Distribution;

/// <summary>
/// Sends one request within its time limit, with the credentials that the registry asks for, and follows redirects. Redirects to another origin are sent
/// without credentials; redirects to a scheme other than https, and redirects in a circle, are refused.
/// </summary>
internal sealed class RegistryTransport(HttpMessageInvoker http, RegistryAuthenticator authenticator, OciClientOptions options, TimeProvider time)
{
    /// <summary>Sends a request and passes the response, of any status, to <paramref name="read"/>, within the time limit.</summary>
    /// <exception cref="RegistryUnreachableException">There was no whole answer.</exception>
    public async Task<T> SendAsync<T>(
        RegistryRequest request,
        Func<RegistryAnswer, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var answer = await AuthenticateAndSendAsync(request, linked.Token).ConfigureAwait(false);
            return await read(answer, linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
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

    private async Task<RegistryAnswer> AuthenticateAndSendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var cached = authenticator.Find(request.Registry, request.Repository);
        var answer = await FollowAsync(request, cached, cancellationToken).ConfigureAwait(false);
        if (answer.Response.StatusCode != HttpStatusCode.Unauthorized || answer.IsOtherOrigin)
        {
            return answer;
        }

        var header = await authenticator
            .AnswerAsync(request.Registry, request.Repository, request.Uri, answer.Response, cached, cancellationToken)
            .ConfigureAwait(false);
        if (header is null)
        {
            return answer;
        }

        answer.Dispose();
        return await FollowAsync(request, header, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RegistryAnswer> FollowAsync(RegistryRequest request, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var uri = request.Uri;
        var visited = new HashSet<Uri> { uri };
        while (true)
        {
            using var message = new HttpRequestMessage(request.Method, uri);
            message.Headers.UserAgent.ParseAdd(options.UserAgent);
            foreach (var accept in request.Accept)
            {
                message.Headers.TryAddWithoutValidation("Accept", accept);
            }

            message.Headers.Range = request.IsProbe ? new RangeHeaderValue(0, 0) : null;
            message.Headers.Authorization = IsSameOrigin(uri, request.Uri) ? authorization : null;
            var response = await http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return new RegistryAnswer(response, visited.Count > 1, !IsSameOrigin(uri, request.Uri));
            }

            response.Dispose();
            uri = Next(request, uri, location, visited);
        }
    }

    private Uri Next(RegistryRequest request, Uri from, Uri location, HashSet<Uri> visited)
    {
        var shown = RegistryRoutes.Redacted(request.Uri);
        if (visited.Count > options.MaxRedirects)
        {
            throw new RegistryUnreachableException(shown, $"{request.Method} {shown} was redirected more than {options.MaxRedirects} times", isTransient: false);
        }

        if (!Uri.TryCreate(from, location, out var next)
            || !(next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp)))
        {
            throw new RegistryUnreachableException(shown, $"{request.Method} {shown} was redirected to an address that is not https", isTransient: false);
        }

        return visited.Add(next)
            ? next
            : throw new RegistryUnreachableException(shown, $"{request.Method} {shown} was redirected in a circle", isTransient: false);
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
            HttpRequestError.NameResolutionError => ($"the host {uri.Host} was not found; check the registry's host", true),
            HttpRequestError.ConnectionError => ($"the connection to {uri.Authority} failed", true),
            HttpRequestError.SecureConnectionError => ($"{uri.Authority} does not support TLS, or its certificate is not trusted", false),
            HttpRequestError.ResponseEnded => ($"{uri.Authority} closed the connection during its answer", true),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => ($"{uri.Authority} did not answer in HTTP", true),
            _ => ($"the request to {uri.Authority} failed: {OutsideText.Shown(exception.Message, 200)}", true),
        };
        return new RegistryUnreachableException(uri, $"{request.Method} {uri} failed: {what}", isTransient, exception);
    }
}
